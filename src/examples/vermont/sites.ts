import type { EnterpriseRecord, LandParcelRecord } from '../../plans/cycle-records.js';
import { find, townsOf, type Figures, type Town } from './figures.js';
import { hectaresFitFor } from './land.js';
import { shareOut } from './share-out.js';
import type { Row } from './tables.js';

/** Where the enterprises of each kind are, and what they can take. By town code. */
export interface Sites {
  /** By kind of enterprise, in the order of the towns. */
  readonly towns: ReadonlyMap<string, readonly Town[]>;
  /** By capacity (capacities.csv). */
  readonly capacities: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * Places the enterprises by the rules of enterprises.csv and shares the capacities of capacities.csv out to them. Rules are taken in
 * the order of enterprises.csv: one that ranks towns by a capacity (`cow-places 3`) comes after the one whose capacity it is.
 */
export function placeEnterprises(figures: Figures, parcels: readonly LandParcelRecord[]): Sites {
  const towns = new Map<string, readonly Town[]>();
  const capacities = new Map<string, ReadonlyMap<string, number>>();
  for (const enterprise of figures.rules.enterprises) {
    const code = enterprise.filled('code');
    const places = placesOf(enterprise, figures, parcels, capacities);
    towns.set(code, places);
    for (const rule of figures.rules.capacities) {
      if (rule.filled('enterprise') === code) capacities.set(rule.filled('code'), toPlaces(figures, places, rule.number('state_total'), rule, 1));
    }
  }
  return { towns, capacities };
}

export function enterprises(figures: Figures, sites: Sites): EnterpriseRecord[] {
  return figures.rules.enterprises.flatMap((row) => find(sites.towns, row.filled('code'), 'enterprise').map((town) => ({
    assembly: town.code, code: row.filled('code'), name: `${town.name} ${row.filled('title')}`, description: row.filled('description'),
  })));
}

/**
 * A total of the state shared out to its counties in proportion to a figure of theirs (`shared_out_by`), and in each county to some of its
 * towns: in proportion to their land, or to all of them alike (`within_county`).
 */
export function toPlaces(figures: Figures, places: readonly Town[], total: number, rule: Row, decimals: number): ReadonlyMap<string, number> {
  const byLand = rule.oneOf('within_county', ['land', 'alike']) === 'land';
  const counties = [...figures.counties].filter(([county]) => places.some((town) => town.county === county));
  const ofCounties = shareOut(total, counties.map(([, county]) => find(county, rule.filled('shared_out_by'), 'figure')), decimals);
  const shares = new Map<string, number>();
  counties.forEach(([county], c) => {
    const here = places.filter((town) => town.county === county);
    const ofTowns = shareOut(ofCounties[c] ?? 0, here.map((town) => (byLand ? town.farmWeight : 1)), decimals);
    here.forEach((town, i) => shares.set(town.code, ofTowns[i] ?? 0));
  });
  return shares;
}

function placesOf(enterprise: Row, figures: Figures, parcels: readonly LandParcelRecord[], capacities: Sites['capacities']): readonly Town[] {
  const [by = '', what = ''] = enterprise.filled('places').split(' ');
  if (by === 'land') {
    const hectares = hectaresFitFor(parcels, what);
    return figures.towns.filter((town) => (hectares.get(town.code) ?? 0) > 0);
  }
  const count = Number(what);
  if (!Number.isInteger(count) || count < 1) throw enterprise.fault('places', '"land kind", "people count" or "capacity count"');
  const ranked = by === 'people' ? undefined : find(capacities, by, 'capacity');
  const size = (town: Town) => (ranked === undefined ? town.population : ranked.get(town.code) ?? 0);
  return [...figures.counties.keys()].flatMap((county) => [...townsOf(figures, county)]
    .sort((a, b) => size(b) - size(a) || b.areaKm2 - a.areaKm2 || (a.code < b.code ? -1 : 1))
    .slice(0, count));
}
