import { belowZero } from './dual-feasibility.js';
import type { RowReader, Say } from './read-plan.js';
import { DIGITS, TOLERANCE } from './tolerance.js';
import type { Formulation, PlacedNeed } from '../formulation/formulation.js';
import type { Plan } from '../plan-types.js';

/** One level of a plan, its needs resolved. */
interface ReadLevel {
  readonly place: string;
  readonly level: number;
  readonly needs: readonly PlacedNeed[];
}

/**
 * The levels, tier by tier and rising; each need is in one of them, with that level; and each level is proved. What is left to
 * prove at a level is that no plan which gives all settled needs what they have raises any need of this level without lowering
 * another that still rises: by weak duality, for multipliers μ ≥ 0 with Σ_{n rising} w(n)·μ[n] = 1 and every column's Aᵀμ ≥ 0
 * (columns with a most may be below: their most counts instead), every plan has
 *
 *   Σ_{n rising} w(n)·μ[n]·level(n)  ≤  μ·(rhs − settled) + Σ_j max(0, −(Aᵀμ)_j)·most_j  =: D
 *
 * so D = λ proves λ the largest least level, and a need with μ[n] > 0 cannot have more while no other has less.
 *
 * @param most of each column (dual-feasibility.ts)
 * @returns how many levels were proved by multipliers; in the others every need has its full quantity, which needs no proof
 */
export function checkLevels(formulation: Formulation, plan: Plan, received: Float64Array, most: Float64Array, rows: RowReader, say: Say): number {
  const levels = readLevels(formulation, plan, received, say);
  if (plan.proof.levels.length !== plan.levels.length) {
    say(`proof.levels: must be ${plan.levels.length}, one a level, got ${plan.proof.levels.length}`);
    return 0;
  }
  const tiers = formulation.commons.tiers.map((_, tier) => formulation.needs.filter((need) => need.tier === tier));
  const settled = new Set<number>();
  const left = Float64Array.from(formulation.rhs);
  let proved = 0;
  levels.forEach((level, position) => {
    const proof = plan.proof.levels[position];
    const short = level.needs.filter(({ n, quantity }) => (received[n] ?? 0) < quantity * (1 - TOLERANCE));
    if (proof !== undefined && short.length > 0) {
      const rising = (tiers[level.needs[0]?.tier ?? -1] ?? []).filter(({ n }) => !settled.has(n));
      proveLevel(formulation, { ...level, needs: short }, rising, left, rows.read(proof, `proof.levels[${position}]`, say), most, rows, say);
      proved++;
    }
    for (const { n, row } of level.needs) {
      settled.add(n);
      left[row] = (left[row] ?? 0) - (received[n] ?? 0);
    }
  });
  return proved;
}

function readLevels({ commons, needs }: Formulation, plan: Plan, received: Float64Array, say: Say): readonly ReadLevel[] {
  const position = new Map(commons.needs.map(({ id }, n) => [id, n]));
  const seen = new Set<number>();
  let before = { tier: -1, level: -1 };
  const levels = plan.levels.map(({ tier, level, needs: ids }, k) => {
    const place = `levels[${k}]`;
    const tierAt = commons.tiers.findIndex(({ id }) => id === tier);
    if (tierAt === -1) say(`${place}.tier: the scenario has no tier ${JSON.stringify(tier)}`);
    if (tierAt < before.tier || (tierAt === before.tier && level < before.level)) say(`${place}: levels are by tier and rising; this one stands too late`);
    before = { tier: tierAt, level };
    const found = ids.flatMap((id) => {
      const need = needs[position.get(id) ?? -1];
      if (need === undefined) { say(`${place}.needs: the scenario has no need ${JSON.stringify(id)}`); return []; }
      if (seen.has(need.n)) say(`${place}.needs: ${JSON.stringify(id)} has a level already`);
      seen.add(need.n);
      if (need.tier !== tierAt) say(`${place}.needs: ${JSON.stringify(id)} is of another tier`);
      const has = (received[need.n] ?? 0) / need.yardstick;
      if (Math.abs(has - level) > TOLERANCE * Math.max(has, level)) say(`${place}: ${JSON.stringify(id)} has the level ${has}, not ${level}`);
      return [need];
    });
    return { place, level, needs: found };
  });
  commons.needs.forEach(({ id }, n) => {
    if (!seen.has(n)) say(`levels: ${JSON.stringify(id)} is in none of them`);
  });
  return levels;
}

function proveLevel(
  formulation: Formulation, { place, level, needs }: ReadLevel, rising: readonly PlacedNeed[], left: Float64Array, multipliers: Float64Array, most: Float64Array, rows: RowReader, say: Say,
): void {
  const held = rising.reduce((sum, { row, yardstick }) => sum + yardstick * (multipliers[row] ?? 0), 0);
  if (Math.abs(held - 1) > TOLERANCE) { say(`${place}: the multipliers of the needs still rising add up to ${held}, not 1`); return; }
  const { brings, lacking } = belowZero(formulation, multipliers, most);
  if (lacking > DIGITS) say(`${place}: the multipliers are not dual feasible, by ${lacking} of their size`);
  const bound = multipliers.reduce((sum, multiplier, i) => sum + multiplier * (left[i] ?? 0), 0) + brings;
  const full = rising.reduce((least, { quantity, yardstick }) => Math.min(least, quantity / yardstick), Infinity);
  const scale = TOLERANCE * Math.max(level, full * 1e-3);
  if (Math.abs(bound - level) > scale) say(`${place}: the multipliers prove ${bound}, the level is ${level}`);
  for (const { n, row, quantity, yardstick } of needs) {
    const share = yardstick * (multipliers[row] ?? 0);
    if (!(share > 0 && Math.abs(bound - level) / share <= TOLERANCE * quantity / yardstick)) {
      say(`${place}: nothing proves that ${JSON.stringify(formulation.commons.needs[n]?.id)} cannot have more: the multiplier of ${rows.inWords(row)} is ${multipliers[row] ?? 0}`);
    }
  }
}
