import type { ExportLimitRecord, LimitRecord, RouteRecord } from '../../plans/cycle-records.js';
import { find, statePopulation, townsOf, type Figures } from './figures.js';
import { rounded } from './share-out.js';

/**
 * A road, in both directions, between any two towns that share a border. Its km are the great circle's, times a detour; what it carries
 * grows with the smaller of its towns, so that mountain roads are narrow. Goods that are not hauled (hay) are on no road.
 */
export function roads(figures: Figures): RouteRecord[] {
  const invented = (key: string) => find(figures.invented, key, 'figure');
  const people = new Map(figures.towns.map((town) => [town.code, town.population]));
  const goods = figures.rules.goods.filter((row) => row.oneOf('hauled', ['yes', 'no']) === 'yes').map((row) => row.filled('code'));
  return figures.neighbours.map(({ a, b, greatCircleKm }) => ({
    code: `${a}-and-${b}`, from: a, to: b, km: rounded(greatCircleKm * invented('detour'), 2), bothWays: true, takes: 0, loss: 0,
    tonnesPerPeriod: rounded(invented('road-base') + invented('road-per-inhabitant') * Math.min(find(people, a, 'town'), find(people, b, 'town')), 0),
    goods, impactsPerTonneKm: [{ impact: 'co2e', quantity: invented('road-co2e') }],
  }));
}

/** So much an inhabitant of the counties that a limit is about: of the state where it names none. */
export function limits(figures: Figures): LimitRecord[] {
  return figures.rules.limits.map((row) => {
    const towns = row.list('counties').flatMap((county) => townsOf(figures, county));
    const periods = row.list('periods');
    const people = towns.length === 0 ? statePopulation(figures) : towns.reduce((sum, town) => sum + town.population, 0);
    return {
      code: row.filled('code'), name: row.filled('name'), impact: row.filled('impact'), quantity: rounded(people * row.number('per_inhabitant'), 0),
      ...(towns.length === 0 ? {} : { assemblies: towns.map((town) => town.code) }),
      ...(periods.length === 0 ? {} : { periods }),
    };
  });
}

/** Each town's own word: so much a quarter, in every quarter alike. */
export function exportLimits(figures: Figures): ExportLimitRecord[] {
  return figures.rules.export_limits.map((row) => ({ assembly: row.filled('town'), good: row.filled('good'), quantity: row.number('quantity_per_period') }));
}
