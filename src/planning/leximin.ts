import { checkRows, examine, proofOfEach, type Certificate } from './certificate.js';
import type { Formulation, PlacedNeed } from './formulation/formulation.js';
import { type LevelProof, levelFace } from './level-face.js';
import { heldStep, levelProgram, onSteps, type ExtraColumn, type Filling } from './level-program.js';
import type { Point } from './lp/face.js';
import { activities, type LinearModel } from './lp/model.js';
import { isExact } from './lp/refine.js';
import { type Basis, type Optimum, type Solver, withNonbasic } from './lp/solver.js';
import type { Scaled } from './scale.js';
import { isFaced, isWide, SMALL, solveAtOnce, SolveFailed, solveChecked, type Checked, type Sought } from './solve-checked.js';

/** Two levels closer than this, relative to the larger, are one. */
const SAME = 1e-9;
/** In a tie, what could have this share more of what was tried is not stuck. */
const GAINS = 1e-8;
/**
 * What gains less than this share of the level is stuck: it is a solver's rounding, which would part such needs one by one, with a solve for each. Of the
 * least full level, where the answer is not right to the last digit, or the level is 0 and the program not small.
 */
const ROUNDING = 1e-7;
/** A need that is a smaller share than this of what is usual in its row is slight there. */
const SLIGHT = 1e-4;

/** A level that was settled: these needs have it, and the multipliers prove that none of them can have more. */
export interface Level {
  readonly tier: number;
  readonly level: number;
  readonly needs: readonly PlacedNeed[];
  /** μ of the level's program (certificate.ts); all 0 where every need of the level has its full quantity. */
  readonly multipliers: Float64Array;
}

export interface Progress {
  readonly tier: number;
  readonly level: number;
  readonly settled: number;
  readonly needs: number;
}

export interface Filled {
  readonly levels: readonly Level[];
  /** What each need gets, in its good's unit. */
  readonly received: Float64Array;
  /** The program of the last level, its λ held: what the least effort starts from. */
  readonly last?: Held;
}

/** A level's program with λ held at the level, and where its solution stands. */
export interface Held {
  readonly model: LinearModel;
  readonly point: Point;
  readonly basis?: Basis;
  /** Whether it took long, now or before, to come to a vertex. */
  readonly wide: boolean;
}

/**
 * Leximin by filling: tier by tier, the smallest level as large as it can be, then the second smallest, and so on.
 * (Ogryczak, Pióro, Tomaszewski 2005; Radunović & Le Boudec 2007.) A need is settled when it has its full quantity, or when
 * a multiplier whose own dual objective is the level shows that no plan gives it more.
 *
 * @param known the first levels, but never all of them, where no plan has larger ones but it is not known whether one has these
 * @throws SolveFailed where no answer checks; of the level after those known too
 */
export function fillTiers(formulation: Formulation, scaled: Scaled, solver: Solver, onProgress: (progress: Progress) => void, known: readonly Level[] = []): Filled {
  const received = new Float64Array(formulation.needs.length);
  const levels: Level[] = [];
  let last: Filled['last'];
  const steps: ExtraColumn[] = [];
  let settled = 0;
  formulation.commons.tiers.forEach((_, tier) => {
    let rising = formulation.needs.filter((need) => need.tier === tier);
    let floor = 0;
    const settle = (level: Omit<Level, 'tier'>, step: ExtraColumn): void => {
      steps.push(step);
      const gone = new Set(level.needs.map(({ n }) => n));
      for (const need of level.needs) received[need.n] = Math.min(need.quantity, level.level * need.yardstick);
      rising = rising.filter(({ n }) => !gone.has(n));
      floor = level.level;
      settled += gone.size;
      append(levels, { tier, ...level }, rising);
    };
    for (const level of known.filter((each) => each.tier === tier)) settle(level, stepTo(formulation, scaled, { received, rising, floor, steps }, level.level));
    while (rising.length > 0) {
      const found = findLevel(formulation, scaled, solver, { received, rising, floor, steps, ...(last && { point: last.point }) }, levels, last);
      ({ last } = found);
      settle(found.level, found.step);
      onProgress({ tier, level: floor, settled, needs: formulation.needs.length });
    }
  });
  return { levels, received, ...(last && { last }) };
}

/** The step to a level that is known. */
function stepTo(formulation: Formulation, scaled: Scaled, filling: Filling, level: number): ExtraColumn {
  const program = levelProgram(formulation, scaled, filling, fullOf(filling));
  return heldStep(program, (level - filling.floor) / program.stepScale);
}

/** The least level at which a need that rises has its full quantity. */
function fullOf({ rising }: Filling): number {
  return rising.reduce((least, { quantity, yardstick }) => Math.min(least, quantity / yardstick), Infinity);
}

interface Found {
  readonly level: Omit<Level, 'tier'>;
  readonly step: ExtraColumn;
  readonly last: Held;
}

function findLevel(formulation: Formulation, scaled: Scaled, solver: Solver, filling: Filling, before: readonly Level[], from: Held | undefined): Found {
  const full = fullOf(filling);
  const program = levelProgram(formulation, scaled, filling, full);
  const sought: Sought<Certificate> = {
    what: 'a level', model: program.model, wanted: 'level', start: from?.basis && withNonbasic(from.basis, 1), wide: from?.wide ?? false,
    ...faceSoFar(scaled, solver, before, filling.point),
    check: (optimum, lifted) => examine(formulation, scaled, filling, full, program, optimum, lifted),
  };
  // Where no answer has the levels that are known, a further way would look for one for ever.
  const solved = before.length > 0 && from === undefined ? solveAtOnce(solver, sought) : solveChecked(solver, sought);
  if (solved === undefined) throw new SolveFailed('the levels that are known could not all be had');
  const { value: certificate, answer } = solved;
  // The solution's own step, not the level's: the next program must not be infeasible for the last digit of this one.
  const taken = answer.primal.at(-1) ?? 0;
  const end = {
    step: heldStep(program, taken),
    last: {
      model: holdStep(program.model, taken), point: { x: answer.primal, used: activities(program.model, answer.primal) }, ...(answer.basis && { basis: answer.basis }),
      wide: (from?.wide ?? false) || isWide(program.model, answer),
    },
  };
  if (certificate.level >= full * (1 - SAME)) {
    const needs = filling.rising.filter(({ quantity, yardstick }) => quantity / yardstick <= full * (1 + SAME));
    return { level: { level: full, needs, multipliers: new Float64Array(formulation.matrix.rows) }, ...end };
  }
  const { stuck } = certificate;
  // The same level twice: a vertex shows only some of the needs that are stuck. Ask for all of them at once.
  const repeated = certificate.level <= filling.floor * (1 + SAME);
  if (stuck.length > 0 && (!repeated || stuck.length === filling.rising.length)) {
    return { level: { level: certificate.level, needs: stuck, multipliers: certificate.multipliers }, ...end };
  }
  const above = { steps: [...filling.steps, end.step], point: end.last.point, basis: answer.basis, wide: end.last.wide, before: [...before, certificate] };
  return { level: settleTies(formulation, scaled, solver, filling, above, certificate, full), ...end };
}

/** Where it is of use: what the levels so far show of all answers to come. */
function faceSoFar(scaled: Scaled, solver: Solver, levels: readonly LevelProof[], point: Point | undefined): Pick<Sought<unknown>, 'face' | 'point'> {
  const shown = levels.filter(({ multipliers }) => multipliers.some((multiplier) => multiplier > 0));
  return point !== undefined && shown.length > 0 && isFaced(scaled.matrix, solver) ? { face: levelFace(scaled, shown), point } : {};
}

/** Where a level's program came to, for one that starts from there. */
interface Above extends Pick<Filling, 'steps' | 'point'> {
  readonly basis: Basis | undefined;
  readonly wide: boolean;
  readonly before: readonly LevelProof[];
}

/** The step is the last column. */
function holdStep(model: LinearModel, value: number): LinearModel {
  return { ...model, lower: model.lower.with(-1, value), upper: model.upper.with(-1, value) };
}

/**
 * All needs that no plan raises above the level, found together: give every rising need the level and maximise what the
 * candidates get above it, each up to a little. Who gets more is not stuck; ask again about the others, until nobody gets more:
 * then all of them are stuck, and the multipliers of that last program prove it of each one.
 */
function settleTies(
  formulation: Formulation, scaled: Scaled, solver: Solver, filling: Filling, above: Above, { level }: Certificate, full: number,
): Omit<Level, 'tier'> {
  const first = scaled.matrix.columns + above.steps.length;
  const within = faceSoFar(scaled, solver, above.before, above.point);
  let candidates = filling.rising;
  for (;;) {
    // A unit of a column is a level of its need, so that all multipliers together prove as much of each; a need that is slight where it
    // is counts for less: its multiplier would be too large to be exact.
    const extra = candidates.map(({ row, quantity, yardstick }): ExtraColumn => {
      const value = yardstick / (scaled.row[row] ?? 1);
      return { entries: [{ row, value }], objective: Math.min(1, value / SLIGHT), upper: Math.min(quantity / yardstick - level, 0.1 * (full - level)) };
    });
    const model = onSteps(formulation, scaled, above, extra);
    const check = (answer: Optimum): Checked<Tied> => {
      const gains = candidates.map((_, e) => answer.primal[first + e] ?? NaN);
      const exact = (level > 0 || model.columns <= SMALL) && isExact(model, answer.primal);
      const stuck = gainingNothing(candidates, gains, extra, full, ROUNDING * (exact ? level : full));
      const rows = checkRows(model, answer.primal, { stuck });
      if (!rows.holds || stuck.length < candidates.length) return rows;
      const proof = proofOfEach(formulation, scaled, filling, full, { level, needs: candidates }, answer.multipliers);
      return proof.holds ? { holds: true, value: { stuck, multipliers: proof.value } } : proof;
    };
    const { stuck, multipliers } = solveChecked(solver, {
      what: 'a tie', model, wanted: 'level', check, wide: above.wide, ...within, ...(within.face && { start: above.basis && withNonbasic(above.basis, extra.length) }),
    }).value;
    if (multipliers !== undefined) return { level, needs: candidates, multipliers };
    if (stuck.length === 0) throw new SolveFailed('every need at a level that is the largest could have more: the level was wrong');
    candidates = stuck;
  }
}

interface Tied {
  readonly stuck: readonly PlacedNeed[];
  /** Where all are stuck: what proves it of each. */
  readonly multipliers?: Float64Array;
}

/** Those of the candidates that gain nothing; `least` is a solver's rounding, up to which a gain is none. */
function gainingNothing(candidates: readonly PlacedNeed[], gains: readonly number[], tried: readonly ExtraColumn[], full: number, least: number): readonly PlacedNeed[] {
  const gainNoMore = (most: (e: number) => number): readonly PlacedNeed[] => candidates.filter((_, e) => !((gains[e] ?? 0) > most(e)));
  const stuck = gainNoMore((e) => Math.max(GAINS * (tried[e]?.upper ?? 0), least));
  // Where all that are left gain, those that gain next to nothing gain by rounding.
  return stuck.length === 0 ? gainNoMore(() => ROUNDING * full) : stuck;
}

/**
 * Adds a level to the list; one that is the same as the last of its tier joins it. The sum of the multipliers of both is a proof
 * for the two together, normalised over the needs that rose when the first was found.
 */
function append(levels: Level[], level: Level, stillRising: readonly PlacedNeed[]): void {
  const before = levels.at(-1);
  if (before?.tier !== level.tier || level.level > before.level * (1 + SAME)) {
    levels.push(level);
    return;
  }
  const needs = [...before.needs, ...level.needs];
  const sum = before.multipliers.map((value, i) => value + (level.multipliers[i] ?? 0));
  const held = [...needs, ...stillRising].reduce((total, { row, yardstick }) => total + yardstick * (sum[row] ?? 0), 0);
  levels[levels.length - 1] = { tier: level.tier, level: before.level, needs, multipliers: held > 0 ? sum.map((value) => value / held) : sum };
}
