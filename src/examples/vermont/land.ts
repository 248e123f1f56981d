import type { LandParcelRecord } from '../../plans/cycle-records.js';
import { find, townsOf, type Figures, type Town } from './figures.js';
import { rounded, shareOut } from './share-out.js';

/**
 * The kinds of parcel, what they are fit for, and how the hectares of a county come about. All but the town forest are the county's farm
 * land of the Census of Agriculture, shared out to its towns by land area; cities hold none.
 */
const kinds: readonly { code: string; name: string; use: string; fitFor: readonly string[]; hectares: (county: string, figures: Figures) => number }[] = [
  { code: 'fields', name: 'Fields', use: 'Crops and leys', fitFor: ['cropland', 'pasture'], hectares: (county, figures) => figure(county, 'cropland_ha', figures) - orchard(county, figures) },
  { code: 'meadows', name: 'Meadows', use: 'Hay and grazing', fitFor: ['pasture'], hectares: (county, figures) => figure(county, 'pasture_ha', figures) },
  { code: 'orchards', name: 'Orchards', use: 'Apples', fitFor: ['orchard'], hectares: orchard },
  { code: 'sugarbush', name: 'Sugarbush', use: 'Maples tapped in spring', fitFor: ['sugarbush', 'woodland'], hectares: sugarbush },
  { code: 'woods', name: 'Farm woods', use: 'Woodland of the farms', fitFor: ['woodland'], hectares: (county, figures) => figure(county, 'farm_woodland_ha', figures) - sugarbush(county, figures) },
];

/** The parcels of every town. */
export function landParcels(figures: Figures): LandParcelRecord[] {
  const parcels: LandParcelRecord[] = [];
  const add = (town: Town, kind: Omit<(typeof kinds)[number], 'hectares'>, hectares: number) => {
    if (hectares <= 0) return;
    parcels.push({ assembly: town.code, code: kind.code, name: `${kind.name} of ${town.name}`, hectares, use: kind.use, fitFor: kind.fitFor });
  };
  for (const county of figures.counties.keys()) {
    const towns = townsOf(figures, county);
    for (const kind of kinds) {
      const shares = shareOut(kind.hectares(county, figures), towns.map((town) => town.farmWeight), 1);
      towns.forEach((town, i) => { add(town, kind, shares[i] ?? 0); });
    }
  }
  const forest = { code: 'town-forest', name: 'Town forest', use: 'Woodland', fitFor: ['woodland'] };
  for (const town of figures.towns) add(town, forest, rounded(town.areaKm2 * 100 * find(figures.invented, 'town-forest-share', 'figure'), 1));
  return parcels;
}

/** Hectares that are fit for a kind of use, by town; a town without any is not there. */
export function hectaresFitFor(parcels: readonly LandParcelRecord[], kind: string): ReadonlyMap<string, number> {
  const hectares = new Map<string, number>();
  for (const parcel of parcels) {
    if (parcel.fitFor.includes(kind)) hectares.set(parcel.assembly, rounded((hectares.get(parcel.assembly) ?? 0) + parcel.hectares, 1));
  }
  return hectares;
}

function figure(county: string, name: string, figures: Figures): number {
  return find(find(figures.counties, county, 'county'), name, 'figure');
}

/** The county's apples over the yield of a hectare. */
function orchard(county: string, figures: Figures): number {
  return figure(county, 'apples', figures) / find(figures.invented, 'apple-yield', 'figure');
}

/** The county's taps, at so many a hectare: the syrup of a tap is the same in all counties. */
function sugarbush(county: string, figures: Figures): number {
  const rule = figures.rules.capacities.find((row) => row.text('code') === 'taps');
  const state = [...figures.counties.keys()].reduce((sum, name) => sum + figure(name, 'maple_syrup', figures), 0);
  const taps = ((rule?.number('state_total') ?? 0) * figure(county, 'maple_syrup', figures)) / state;
  return taps / find(figures.invented, 'taps-per-hectare', 'figure');
}
