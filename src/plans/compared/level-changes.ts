import type { Shown } from '../../graphql/shown.js';
import type { PlannedNeed } from '../planned/planned.type.js';
import { type ComparedAssembly, type ComparedNeed, NeedChange, type PlanComparison } from './compared.type.js';

/** Levels that differ by less are the same: the planner's tolerance. Quantities too, in shares of the larger. */
const TOLERANCE = 1e-6;

type NeedRow = Shown<PlannedNeed> & { readonly id: string };

/** A need of two plans; null where one does not have it. */
interface Pair {
  readonly before: NeedRow | null;
  readonly after: NeedRow | null;
}

/** What two plans give to needs: those that are not the same in both, the largest change of the level first; assemblies, where levels differ most first. */
export type LevelChanges = Pick<Shown<PlanComparison>, 'changedNeeds' | 'comparedAssemblies' | 'assembliesOfTier'>;

/**
 * What changes for whom between two plans. A need is the same in both where assembly, good, tier and the code of the period are.
 *
 * @param names of assemblies, by which those that changed alike are ordered
 */
export function levelChanges(before: readonly NeedRow[], after: readonly NeedRow[], names: ReadonlyMap<string, string>): LevelChanges {
  const pairs = paired(before, after);
  const tiers = new Set(pairs.map((pair) => ofPair(pair).tierId));
  return {
    changedNeeds: pairs.flatMap((pair) => comparedNeed(pair) ?? []).sort(byLevelChange),
    comparedAssemblies: comparedAssemblies(pairs, names),
    assembliesOfTier: new Map([...tiers].map((tier) => [tier, comparedAssemblies(pairs.filter((pair) => ofPair(pair).tierId === tier), names)])),
  };
}

/** Whether two quantities of the same thing are the same but for what a solver leaves. */
export function alike(one: number, other: number): boolean {
  return Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
}

function paired(before: readonly NeedRow[], after: readonly NeedRow[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const need of before) pairs.set(keyOf(need), { before: need, after: null });
  for (const need of after) pairs.set(keyOf(need), { before: pairs.get(keyOf(need))?.before ?? null, after: need });
  return [...pairs.values()];
}

function keyOf({ assemblyId, goodId, tierId, periodCode }: NeedRow): string {
  return `${assemblyId} ${goodId} ${tierId} ${periodCode}`;
}

function ofPair({ before, after }: Pair): NeedRow {
  const need = after ?? before;
  if (need === null) throw new Error('a need of two plans is in neither');
  return need;
}

function comparedNeed(pair: Pair): Shown<ComparedNeed> | undefined {
  const { before, after } = pair;
  const changes = changesOf(pair);
  if (changes.length === 0) return undefined;
  const { id, assemblyId, goodId, tierId, periodCode } = ofPair(pair);
  return { id, assemblyId, goodId, tierId, periodCode, changes, levelChange: before && after && after.level - before.level, before, after };
}

function changesOf({ before, after }: Pair): NeedChange[] {
  if (before === null) return [NeedChange.ONLY_AFTER];
  if (after === null) return [NeedChange.ONLY_BEFORE];
  const rise = after.level - before.level;
  return [
    ...(rise > TOLERANCE ? [NeedChange.BETTER] : rise < -TOLERANCE ? [NeedChange.WORSE] : []),
    ...(alike(before.quantity, after.quantity) ? [] : [NeedChange.QUANTITY]),
  ];
}

/** Those that only one plan has come last; equal ones in the order of what they are of, which does not depend on chance. */
function byLevelChange(a: Shown<ComparedNeed>, b: Shown<ComparedNeed>): number {
  const [left, right] = [a, b].map(({ levelChange }) => (levelChange === null ? -1 : Math.round(Math.abs(levelChange) * 1e9)));
  return (right ?? 0) - (left ?? 0) || (`${a.assemblyId}${a.goodId}${a.periodCode}${a.tierId}` < `${b.assemblyId}${b.goodId}${b.periodCode}${b.tierId}` ? -1 : 1);
}

function comparedAssemblies(pairs: readonly Pair[], names: ReadonlyMap<string, string>): Shown<ComparedAssembly>[] {
  const of = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const { assemblyId } = ofPair(pair);
    const known = of.get(assemblyId);
    if (known === undefined) of.set(assemblyId, [pair]);
    else known.push(pair);
  }
  const nameOf = (id: string): string => (names.get(id) ?? '').toLowerCase();
  const order = (a: Shown<ComparedAssembly>, b: Shown<ComparedAssembly>): number =>
    Math.round(b.meanChange * 1e9) - Math.round(a.meanChange * 1e9) || (`${nameOf(a.id)} ${a.id}` < `${nameOf(b.id)} ${b.id}` ? -1 : 1);
  return [...of].map(([id, own]) => comparedAssembly(id, own)).sort(order);
}

function comparedAssembly(id: string, pairs: readonly Pair[]): Shown<ComparedAssembly> {
  const [before, after] = [pairs.flatMap((pair) => pair.before ?? []), pairs.flatMap((pair) => pair.after ?? [])];
  const changes = pairs.map(changesOf);
  const count = (change: NeedChange): number => changes.filter((each) => each.includes(change)).length;
  const both = pairs.flatMap((pair) => (pair.before && pair.after ? [{ before: pair.before.level, after: pair.after.level }] : []));
  const mean = (of: (pair: { readonly before: number; readonly after: number }) => number): number => both.reduce((sum, pair) => sum + of(pair), 0) / both.length;
  return {
    id,
    needCount: both.length, betterCount: count(NeedChange.BETTER), worseCount: count(NeedChange.WORSE),
    quantityCount: count(NeedChange.QUANTITY), onlyBeforeCount: count(NeedChange.ONLY_BEFORE), onlyAfterCount: count(NeedChange.ONLY_AFTER),
    leastLevelBefore: leastOf(before), leastLevelAfter: leastOf(after),
    meanLevelBefore: both.length === 0 ? null : mean((pair) => pair.before), meanLevelAfter: both.length === 0 ? null : mean((pair) => pair.after),
    meanChange: both.length === 0 ? 0 : mean((pair) => Math.abs(pair.after - pair.before)),
  };
}

function leastOf(needs: readonly NeedRow[]): number | null {
  return needs.length === 0 ? null : needs.reduce((least, { level }) => Math.min(least, level), Infinity);
}
