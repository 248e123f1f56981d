import type { RouteRecord } from '../../plans/cycle-records.js';
import { find, type Figures, type Town } from './figures.js';
import { rounded } from './share-out.js';

type Pair = Figures['neighbours'][number];

/**
 * The roads, each in both directions. Towns that share a border have a road, unless one can go by way of other towns and it is not much
 * farther (`road-detour`). Its km are the great circle's times a detour. Roads from one region to another go over mountains or water:
 * they are narrow, the more so the smaller the smaller of their towns. Goods that are not hauled (hay, sap,
 * flour) are on no road.
 */
export function roads(figures: Figures): RouteRecord[] {
  const invented = (key: string) => find(figures.invented, key, 'figure');
  const towns = new Map(figures.towns.map((town) => [town.code, town]));
  const region = (town: Town) => find(figures.regions, town.county, 'county with a region');
  const goods = figures.rules.goods.filter((row) => row.oneOf('hauled', ['yes', 'no']) === 'yes').map((row) => row.filled('code'));
  return withoutDetours(figures.neighbours, invented('road-detour')).map(({ a, b, greatCircleKm }) => {
    const [from, to] = [find(towns, a, 'town'), find(towns, b, 'town')];
    const road = {
      code: `${a}-and-${b}`, from: a, to: b, km: rounded(greatCircleKm * invented('detour'), 2), bothWays: true, takes: 0, loss: 0,
      goods, impactsPerTonneKm: [{ impact: 'haulage', quantity: invented('road-co2e') }],
    };
    if (region(from) === region(to)) return road;
    const carries = invented('narrow-base') + invented('narrow-per-inhabitant') * Math.min(from.population, to.population);
    return { ...road, tonnesPerPeriod: rounded(carries, 0) };
  });
}

/**
 * The shortest pairs first, each taken unless the ones before it join its towns within `detour` times its length: a greedy spanner
 * (Althöfer et al. 1993). What was joined stays joined, and no way becomes more than `detour` times as long.
 */
export function withoutDetours(pairs: readonly Pair[], detour: number): Pair[] {
  const roadsOf = new Map<string, { to: string; km: number }[]>();
  const taken: Pair[] = [];
  for (const pair of [...pairs].sort((x, y) => x.greatCircleKm - y.greatCircleKm || (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1))) {
    if (shortest(roadsOf, pair.a, pair.b) <= pair.greatCircleKm * detour) continue;
    taken.push(pair);
    roadsOf.set(pair.a, [...(roadsOf.get(pair.a) ?? []), { to: pair.b, km: pair.greatCircleKm }]);
    roadsOf.set(pair.b, [...(roadsOf.get(pair.b) ?? []), { to: pair.a, km: pair.greatCircleKm }]);
  }
  return taken;
}

/** Km of the shortest way (Dijkstra); Infinity where there is none. */
function shortest(roadsOf: ReadonlyMap<string, readonly { to: string; km: number }[]>, from: string, to: string): number {
  const reached = new Map([[from, 0]]);
  const done = new Set<string>();
  for (;;) {
    const next = [...reached].filter(([town]) => !done.has(town)).reduce<[string, number] | undefined>((least, entry) => (least === undefined || entry[1] < least[1] ? entry : least), undefined);
    if (next === undefined) return Infinity;
    const [town, km] = next;
    if (town === to) return km;
    done.add(town);
    for (const road of roadsOf.get(town) ?? []) reached.set(road.to, Math.min(reached.get(road.to) ?? Infinity, km + road.km));
  }
}
