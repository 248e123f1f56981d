import { byId, compareIds } from '../formulation/order.js';
import type { Id, Scenario } from '../scenario/types.js';

/** Assemblies that are planned as one at first. */
export interface Region {
  readonly id: Id;
  readonly assemblies: readonly Id[];
}

/** One end of a road, seen from the other. */
interface Neighbour { readonly id: Id; readonly km: number }

/**
 * Groupings (see regionsOf) that differ, so many at most, whose regions begin far from where those of all groupings before began: what is at the border
 * of one is in the midst of another.
 */
export function groupings(scenario: Scenario, count: number, most: number): readonly (readonly Region[])[] {
  const ids = byId(scenario.assemblies).map(({ id }) => id);
  const neighbours = roadsFrom(scenario);
  const away = new Map(ids.map((id) => [id, Infinity]));
  const differ = new Map<string, readonly Region[]>();
  for (let k = 0; k < most; k++) {
    const grouping = grow(ids, neighbours, beginnings(ids, neighbours, Math.min(Math.max(1, Math.floor(count)), ids.length), away));
    const name = JSON.stringify(grouping.map(({ assemblies }) => JSON.stringify(assemblies)).sort());
    if (!differ.has(name)) differ.set(name, grouping);
  }
  return [...differ.values()];
}

/**
 * Groups the assemblies of a checked scenario into so many regions of about the same number of assemblies, each of them joined by roads as far
 * as there are any. Regions begin far from each other; then the smallest takes the assembly that is nearest to where it began, by roads of
 * its own. The same scenario gives the same regions, in whatever order it is told.
 *
 * @param count at least 1; no more regions than assemblies
 */
export function regionsOf(scenario: Scenario, count: number): readonly Region[] {
  return groupings(scenario, count, 1)[0] ?? [];
}

function grow(ids: readonly Id[], neighbours: ReadonlyMap<Id, readonly Neighbour[]>, firsts: readonly Id[]): readonly Region[] {
  const regions = firsts.map((id) => new Growing(id));
  const left = new Set(ids);
  const take = (region: Growing, id: Id, km: number): void => { left.delete(id); region.take(id, km, neighbours.get(id) ?? []); };
  for (const region of regions) take(region, region.first, 0);
  while (left.size > 0) {
    const smallestFirst = [...regions].sort((a, b) => a.assemblies.length - b.assemblies.length);
    const grown = smallestFirst.some((region) => {
      const next = region.nearest(left);
      if (next !== undefined) take(region, next.id, next.km);
      return next !== undefined;
    });
    // No road leads on: what stands apart goes to the smallest.
    const [apart] = left;
    const [smallest] = smallestFirst;
    if (!grown && apart !== undefined && smallest !== undefined) take(smallest, apart, 0);
  }
  return regions.map(({ assemblies }, k) => ({ id: `region ${k + 1}`, assemblies: [...assemblies].sort(compareIds) }));
}

class Growing {
  readonly assemblies: Id[] = [];
  private readonly frontier = new Map<Id, number>();

  constructor(readonly first: Id) {}

  take(id: Id, km: number, neighbours: readonly Neighbour[]): void {
    this.assemblies.push(id);
    this.frontier.delete(id);
    for (const next of neighbours) this.frontier.set(next.id, Math.min(km + next.km, this.frontier.get(next.id) ?? Infinity));
  }

  /** By roads of the region from where it began; of two as near, the one whose id is first. */
  nearest(left: ReadonlySet<Id>): Neighbour | undefined {
    let nearest: Neighbour | undefined;
    for (const [id, km] of this.frontier) {
      if (!left.has(id)) this.frontier.delete(id);
      else if (nearest === undefined || km < nearest.km || (km === nearest.km && compareIds(id, nearest.id) < 0)) nearest = { id, km };
    }
    return nearest;
  }
}

/** Roads lead both ways here, even where they carry one way alone. */
function roadsFrom({ routes = [] }: Scenario): ReadonlyMap<Id, readonly Neighbour[]> {
  const neighbours = new Map<Id, Neighbour[]>();
  const add = (from: Id, id: Id, km: number): void => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [{ id, km }]);
    else known.push({ id, km });
  };
  for (const { from, to, km } of routes) { add(from, to, km); add(to, from, km); }
  return neighbours;
}

/**
 * Each as many roads away as can be from all before it, what no road reaches first; of two as far, the one whose id is first.
 *
 * @param away how many roads each assembly is from what was chosen before; kept up to date
 */
function beginnings(ids: readonly Id[], neighbours: ReadonlyMap<Id, readonly Neighbour[]>, count: number, away: Map<Id, number>): readonly Id[] {
  const chosen: Id[] = [];
  while (chosen.length < count) {
    const farthest = ids.reduce((far, id) => (!chosen.includes(id) && (away.get(id) ?? 0) > (away.get(far) ?? -1) ? id : far), '');
    chosen.push(farthest);
    away.set(farthest, 0);
    let reached: readonly Id[] = [farthest];
    for (let steps = 1; reached.length > 0; steps++) {
      reached = reached.flatMap((id) => (neighbours.get(id) ?? []).flatMap((next) => {
        if ((away.get(next.id) ?? 0) <= steps) return [];
        away.set(next.id, steps);
        return [next.id];
      }));
    }
  }
  return chosen;
}
