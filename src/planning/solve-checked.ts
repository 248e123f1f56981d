import { type Face, holdTo, type Point, restrict } from './lp/face.js';
import { liftAnswer } from './lp/lift.js';
import type { LinearModel } from './lp/model.js';
import { isExact, refine } from './lp/refine.js';
import type { Basis, Optimum, Outcome, Solver, Way } from './lp/solver.js';

/** No way of solving gave an answer that checks: better no plan than a wrong one. */
export class SolveFailed extends Error {
  override readonly name = 'SolveFailed';
}

/** What a check makes of an answer, or in words why it is no answer. */
export type Checked<T> = { readonly holds: true; readonly value: T } | { readonly holds: false; readonly words: string };

const COLD: Way = { presolve: true, method: 'choose' };
const PLAIN: Way = { presolve: false, method: 'choose' };
/** As a last resort: between the vertices there is an answer where none of them can be had to the last digit. */
const BETWEEN: Way = { presolve: true, method: 'interior-point' };
/** From so many columns on, the interior point method finds a level several times faster than any simplex method. */
const LARGE = 30_000;
/** From so many on it does so where there is a level before, and a simplex method that starts there does not come to the next soon. */
const MIDDLE = 10_000;

/** From so many columns on a vertex is sought in the face that is known: where there is none, that shows at once. */
const FACED = 5_000;
/** Where the method comes to no end inside, the engine would begin anew with a simplex method: better to do that on the whole. */
const ACROSS = 2_000;
const INSIDE: Way = { presolve: true, method: 'crossed-over', steps: ACROSS };

/** An answer that is near is found with no more steps than this, or than this share of the rows; one that is not, sooner from inside. */
const NEAR = { steps: 500, share: 1 / 8 };
/** With more rows so many steps take as long as from inside. */
const QUICK = 50_000;
/** A face in which so large a share of the columns stands at its bounds leaves less to be found. */
const MUCH = 0.1;

/** Where all answers are inside, each column is one that crossing over has to bring to a bound. With so little against each unit of it, most are there. */
const LEAN = 1e-3;
/** From the vertex that is the best with that, to the best. */
type Attempt = Way | 'lean';

/** Up to so many columns another way is tried for an answer that is right to the last digit. */
export const SMALL = 10_000;
/** So much wider rows are where nothing else helps, of what is usual in them: less than any check allows. */
const WIDER = 1e-9;

/** The ways a program is solved, in turn, until an answer passes its check. */
function waysFor({ model, wanted, start, point, wide = false }: Sought<unknown>): readonly Attempt[] {
  const warm: readonly Way[] = start === undefined ? [] : [{ presolve: false, method: 'primal-simplex', start }];
  // Where it is not near within the face, it is not in the whole.
  const near = model.columns >= MIDDLE && model.columns < LARGE && point === undefined ? warm.map((way) => ({ ...way, steps: nearSteps(model) })) : [];
  const between = wanted === 'level' ? [BETWEEN] : [];
  const plain: readonly Way[] = [PLAIN, { presolve: false, method: 'primal-simplex' }];
  const lean: readonly Attempt[] = wide ? ['lean'] : [];
  const inside = wanted === 'level' && model.columns >= (start === undefined ? LARGE : MIDDLE) ? [...lean, INSIDE] : [];
  return [...near, ...inside, ...warm, COLD, ...plain, ...between];
}

export interface Solved<T> {
  readonly value: T;
  readonly answer: Optimum;
}

/** A program, what it is called in a complaint, and what is sought in it. */
export interface Sought<T> {
  readonly what: string;
  readonly model: LinearModel;
  /** A vertex where the answer itself is the plan: one that is not, sends a little of everything everywhere. */
  readonly wanted: 'level' | 'vertex';
  /** `lifted`: whether the answer is one of a face. */
  readonly check: (answer: Optimum, lifted: boolean) => Checked<T>;
  readonly start?: Basis | undefined;
  /** Where it is known: the face in which all answers lie. */
  readonly face?: Face | undefined;
  /** Where it is known: an answer that lies there, be it not the best; the basis `start` is one of it. */
  readonly point?: Point | undefined;
  /** Whether a program before it had so many answers that it took long to come to one that is a vertex. */
  readonly wide?: boolean;
}

/** Whether it took long to come to a vertex: as a rule it does so again in the programs that follow. */
export function isWide({ rows }: LinearModel, { crossing = 0 }: Optimum): boolean {
  return crossing > rows;
}

/**
 * Solves until the check accepts an answer; every status, «infeasible» too, is only a reason to try another way.
 * @throws SolveFailed with what came of every way
 */
export function solveChecked<T>(solver: Solver, sought: Sought<T>): Solved<T> {
  const found = onFace(solver, sought);
  const came: string[] = [];
  // An answer that checks but could not be refined: what is off there may be many times more in the levels that come after.
  let rough = found === 'infeasible' ? undefined : found;
  if (rough !== undefined && willDo(sought, rough)) return rough;
  // Last, with rows a little wider: for some engines a program that is feasible with nothing to spare is not. The check is the same.
  for (const model of [sought.model, wider(sought.model)]) {
    for (const way of solver.ways ?? waysFor({ ...sought, model })) {
      const outcome = tryWay(solver, { ...sought, model }, way);
      if (typeof outcome === 'string') came.push(outcome);
      else if (willDo({ model }, outcome)) return outcome;
      else rough ??= outcome;
    }
    if (rough !== undefined) return rough;
  }
  throw new SolveFailed(`${sought.what} could not be solved so that the answer checks; ${solver.name} ${solver.version} gave: ${came.join('; ')}`);
}

/** In a large program an answer that passes its check; in a small one, one that is right to the last digit. */
function willDo({ model }: Pick<Sought<unknown>, 'model'>, { answer }: Solved<unknown>): boolean {
  return model.columns > SMALL || isExact(model, answer.primal);
}

function wider(model: LinearModel): LinearModel {
  return { ...model, rowUpper: model.rowUpper.map((most) => most + WIDER * Math.max(1, Math.abs(most))) };
}

/**
 * The same for a program that may well be infeasible: undefined at the first way's word that it is, or where it takes so long that asking
 * why is better.
 */
export function solveIfFeasible<T>(solver: Solver, sought: Sought<T>): Solved<T> | undefined {
  const found = onFace(solver, sought);
  if (found !== undefined) return found === 'infeasible' ? undefined : found;
  const way = solver.ways?.[0] ?? { ...COLD, steps: 10_000 + sought.model.columns + sought.model.rows };
  const outcome = solver.solve(sought.model, way);
  if (outcome.status === 'infeasible' || outcome.status === 'limit') return undefined;
  const answer = accepted(solver, sought, outcome);
  return typeof answer === 'string' ? solveChecked(solver, sought) : answer;
}

/** The same by the first way alone, for a program that had better be solved otherwise where that gives no answer. */
export function solveAtOnce<T>(solver: Solver, sought: Sought<T>): Solved<T> | undefined {
  const [way = COLD] = solver.ways ?? waysFor(sought);
  const found = tryWay(solver, sought, way);
  return typeof found !== 'string' && willDo(sought, found) ? found : undefined;
}

/** Whether a face is of use: in a large program, with an engine that can do it. */
export function isFaced({ columns }: Pick<LinearModel, 'columns'>, { ways }: Solver): boolean {
  return columns >= FACED && ways === undefined;
}

/** A large program of whose answers it is known in which face they lie. */
function onFace<T>(solver: Solver, sought: Sought<T>): Solved<T> | 'infeasible' | undefined {
  const { model, face, point, check } = sought;
  if (face === undefined || !isFaced(model, solver)) return undefined;
  const ways = waysInside(sought, face);
  if (ways.length === 0) return undefined;
  const restricted = point === undefined ? restrict(model, face) : { model: holdTo(model, face, point, sought.wanted === 'vertex' ? face.dependent : []), kept: allColumns(model) };
  for (const way of ways) {
    const outcome = solver.solve(restricted.model, way);
    if (outcome.status === 'infeasible' && point === undefined) return 'infeasible';
    if (outcome.status !== 'optimal') continue;
    const lifted = liftAnswer(solver, model, face, restricted, refine(solver, restricted.model, outcome));
    if (lifted === undefined) continue;
    const answer = { ...lifted, ...(point && outcome.basis && { basis: outcome.basis }) };
    const checked = check(answer, true);
    if (checked.holds) return { value: checked.value, answer };
  }
  return undefined;
}

function allColumns({ columns }: LinearModel): Int32Array {
  return Int32Array.from({ length: columns }, (_, j) => j);
}

/** From the answer before to that of the next level it is not far within the face, as a rule; from inside it is sooner found there where the face leaves less to be found. */
function waysInside({ wanted, model, point, start }: Sought<unknown>, { reduced }: Face): readonly Way[] {
  if (wanted === 'vertex' || point === undefined) return [INSIDE, COLD];
  const near: readonly Way[] = start !== undefined && model.rows <= QUICK ? [{ presolve: false, method: 'primal-simplex', start, steps: nearSteps(model) }] : [];
  const held = reduced.reduce((count, cost) => (cost === 0 ? count : count + 1), 0);
  return held >= MUCH * model.columns ? [...near, INSIDE] : near;
}

function nearSteps({ rows }: LinearModel): number {
  return Math.max(NEAR.steps, Math.ceil(NEAR.share * rows));
}

function tryWay<T>(solver: Solver, sought: Sought<T>, attempt: Attempt): Solved<T> | string {
  return accepted(solver, sought, attempt === 'lean' ? fromLean(solver, sought.model) : solver.solve(sought.model, attempt));
}

function fromLean(solver: Solver, model: LinearModel): Outcome {
  const least = model.sense === 'minimise' ? LEAN : -LEAN;
  const lean = solver.solve({ ...model, objective: model.objective.map((coefficient) => (coefficient === 0 ? least : coefficient)) }, INSIDE);
  if (lean.status !== 'optimal' || lean.basis === undefined) return lean;
  return solver.solve(model, { presolve: false, method: 'primal-simplex', start: lean.basis, steps: nearSteps(model) });
}

/** The answer, refined where it can be, or what came in its place. */
function accepted<T>(solver: Solver, { model, check }: Sought<T>, outcome: Outcome): Solved<T> | string {
  if (outcome.status !== 'optimal') return outcome.words;
  const refined = refine(solver, model, outcome);
  const checked = check(refined, false);
  if (checked.holds) return { value: checked.value, answer: refined };
  const unrefined = refined === outcome ? checked : check(outcome, false);
  return unrefined.holds ? { value: unrefined.value, answer: outcome } : checked.words;
}
