import type { DisjointSets } from '../disjoint-sets.js';
import { formulate, type Formulation, type PlacedNeed } from '../formulation/formulation.js';
import type { Plan } from '../plan-types.js';
import type { Id, Scenario } from '../scenario/types.js';
import { rowUse } from '../use.js';
import { RowReader } from '../verify/read-plan.js';
import { TOLERANCE } from '../verify/tolerance.js';
import { blocked, suppliersOf, type Suppliers } from './blocked.js';
import { bottleneckOf, groundOf, rowHold, runHold, runsOut, weighty, type Ground, type Hold } from './holds.js';
import { partsOf } from './parts.js';
import type { Shortfall } from './shortfall.js';

/** Levels below this are nothing. */
const NOTHING = 1e-9;

/** Needs that are told together, and what holds them down. */
interface Group {
  readonly needs: PlacedNeed[];
  readonly holds: readonly Hold[];
}

/**
 * Why needs get less than their full quantity: for each level the constraints with a multiplier above 0, which are what holds its
 * needs down, how much of each there is, and how much one more unit would raise the level. Needs that no constraint joins are told
 * apart. Every need below its full quantity is in one shortfall, and each shortfall has a bottleneck.
 *
 * @param plan one that verifyPlan accepts
 * @returns in the order of the plan's levels: by tier, the lowest first
 */
export function explain(scenario: Scenario, plan: Plan): readonly Shortfall[] {
  const formulation = formulate(scenario);
  const rows = new RowReader(formulation);
  const use = rowUse(formulation, plan);
  const suppliers = suppliersOf(formulation);
  const needAt = new Map(formulation.commons.needs.map(({ id }, n) => [id, n]));
  const received = new Map(plan.needs.map((need) => [need.id, need.received]));
  return plan.levels.flatMap(({ tier, level, needs }, position) => {
    const proof = plan.proof.levels[position];
    const short = needs.flatMap((id) => {
      const need = formulation.needs[needAt.get(id) ?? -1];
      return need !== undefined && (received.get(id) ?? 0) < need.quantity * (1 - TOLERANCE) ? [need] : [];
    });
    if (proof === undefined || short.length === 0) return [];
    const ground = groundOf(formulation, use, rows.read(proof, `proof.levels[${position}]`, (fault) => { throw new Error(fault); }));
    const groups = level < NOTHING ? groupsOfNothing(ground, suppliers, short) : groupsOf(ground, suppliers, short);
    return groups.map((group): Shortfall => ({ tier, level, needs: group.needs.map(({ n }) => idOf(formulation, n)), bottlenecks: told(ground, group) }));
  });
}

function idOf({ commons }: Formulation, n: number): Id {
  return commons.needs[n]?.id ?? '';
}

/** Multipliers add up to 1 over all that rise at a level: needs that are told by themselves have their share of them. */
function told({ formulation, multipliers }: Ground, { needs, holds }: Group): Shortfall['bottlenecks'] {
  const share = needs.reduce((sum, { row, yardstick }) => sum + yardstick * (multipliers[row] ?? 0), 0);
  return holds.map((hold) => bottleneckOf(formulation, hold, share)).sort((a, b) => b.perUnit - a.perUnit);
}

/** Needs above 0, by the parts that tight columns join; what has an amount and a multiplier there is what the level is made of. */
function groupsOf(ground: Ground, suppliers: Suppliers, short: readonly PlacedNeed[]): readonly Group[] {
  const parts = partsOf(ground);
  const holds = holdsByPart(ground, parts);
  return [...byKey(short, ({ row }) => parts.of(row))].map(([part, needs]) => {
    const found = weighty(holds.get(part) ?? []);
    return { needs, holds: found.length > 0 ? found : blocked(ground, suppliers, needs.map(({ row }) => row)) };
  });
}

function holdsByPart(ground: Ground, parts: DisjointSets): ReadonlyMap<number, readonly Hold[]> {
  const { formulation: { matrix }, multipliers, runs } = ground;
  const byPart = new Map<number, Hold[]>();
  const add = (row: number, hold: Hold): void => {
    const part = parts.of(row);
    const list = byPart.get(part);
    if (list === undefined) byPart.set(part, [hold]);
    else list.push(hold);
  };
  for (const column of runs.keys()) {
    const hold = runHold(ground, column);
    const row = matrix.indices.subarray(matrix.starts[column] ?? 0, matrix.starts[column + 1] ?? 0).find((i) => (multipliers[i] ?? 0) > 0);
    if (hold !== undefined && row !== undefined) add(row, hold);
  }
  multipliers.forEach((multiplier, row) => {
    if (multiplier > 0 && runsOut(ground, row)) add(row, rowHold(ground, row));
  });
  return byPart;
}

/** Needs that get nothing: those that the same things keep it from, and those that need the same goods that are nowhere. */
function groupsOfNothing(ground: Ground, suppliers: Suppliers, short: readonly PlacedNeed[]): readonly Group[] {
  const parts = partsOf(ground);
  const groups = [...byKey(short, ({ row }) => parts.of(row)).values()].map((needs): Group => ({
    needs, holds: weightyOrAll(blocked(ground, suppliers, [...new Set(needs.map(({ row }) => row))])),
  }));
  const alike = new Map<string, { readonly needs: PlacedNeed[]; readonly holds: Map<string, Hold> }>();
  for (const { needs, holds } of groups) {
    const key = [...new Set(holds.map((hold) => nameOf(ground, hold)))].sort().join();
    const group = alike.get(key) ?? { needs: [], holds: new Map<string, Hold>() };
    alike.set(key, group);
    group.needs.push(...needs);
    for (const hold of holds) group.holds.set(JSON.stringify(hold.place), hold);
  }
  return [...alike.values()].map(({ needs, holds }) => ({ needs, holds: [...holds.values()] }));
}

/** A good that is nowhere is the same in all places; all else is what it is. */
function nameOf({ formulation: { keys } }: Ground, { place }: Hold): string {
  if ('run' in place) return `column ${place.run.column}`;
  if ('row' in place) return `row ${place.row}`;
  const key = keys[place.none];
  return `good ${key?.family === 'balance' ? key.g : ''}`;
}

function weightyOrAll(holds: readonly Hold[]): readonly Hold[] {
  const found = weighty(holds);
  return found.length > 0 ? found : holds;
}

function byKey<Key>(needs: readonly PlacedNeed[], keyOf: (need: PlacedNeed) => Key): ReadonlyMap<Key, PlacedNeed[]> {
  const groups = new Map<Key, PlacedNeed[]>();
  for (const need of needs) {
    const key = keyOf(need);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [need]);
    else list.push(need);
  }
  return groups;
}
