import type { LandParcelRecord, PoolRecord, ProcessRecord, QuantityPerPeriod } from '../../plans/cycle-records.js';
import { find, quarters, type Figures, type Town } from './figures.js';
import { hectaresFitFor } from './land.js';
import { rounded, shareOut } from './share-out.js';
import type { Sites } from './sites.js';
import type { Row } from './tables.js';

/** What each enterprise can take, and the hours that each town offers. */
export function pools(figures: Figures, sites: Sites): PoolRecord[] {
  const equipment = figures.rules.capacities.flatMap((row) => {
    const code = row.filled('code');
    return figures.towns.flatMap((town): PoolRecord[] => {
      const quantity = find(sites.capacities, code, 'capacity').get(town.code) ?? 0;
      return quantity === 0 ? [] : [{
        assembly: town.code, enterprise: row.filled('enterprise'), code, name: row.filled('name'),
        kind: 'equipment', unit: row.filled('unit'), quantity, lossPerPeriod: 0,
      }];
    });
  });
  return [...equipment, ...labour(figures)];
}

/** Hours a quarter: so many an inhabitant, and so many for each of the county's farm people, who live where the farm land is. */
function labour(figures: Figures): PoolRecord[] {
  const farmPeople = new Map<string, number>();
  for (const [county, of] of figures.counties) {
    const people = find(of, 'hired_workers', 'figure') + find(of, 'unpaid_workers', 'figure') + find(of, 'producers', 'figure');
    const towns = figures.towns.filter((town) => town.county === county);
    shareOut(people, towns.map((town) => town.farmWeight), 1).forEach((share, i) => farmPeople.set(towns[i]?.code ?? '', share));
  }
  const perInhabitant = find(figures.invented, 'hours-per-inhabitant', 'figure');
  const perFarmWorker = find(figures.invented, 'hours-per-farm-worker', 'figure');
  return figures.towns.map((town) => ({
    assembly: town.code, code: 'labour', name: 'Hours of work offered', kind: 'labour', unit: 'h', lossPerPeriod: 0,
    quantity: rounded(town.population * perInhabitant + (farmPeople.get(town.code) ?? 0) * perFarmWorker, 0),
  }));
}

/** Every process at every enterprise that does it (processes.csv), with its recipe (recipes.csv). */
export function processes(figures: Figures, sites: Sites, parcels: readonly LandParcelRecord[]): ProcessRecord[] {
  return figures.rules.processes.flatMap((row) => {
    const recipe = recipeOf(row, figures);
    const most = mostOf(row, sites, parcels);
    return find(sites.towns, row.filled('enterprise'), 'enterprise').map((town) => {
      const maxRuns = most(town);
      return { ...recipe, assembly: town.code, ...(maxRuns === undefined ? {} : { maxRuns }) };
    });
  });
}

function recipeOf(row: Row, figures: Figures): Omit<ProcessRecord, 'assembly' | 'maxRuns'> {
  const lines = figures.rules.recipes.filter((line) => line.filled('process') === row.filled('code'));
  const those = (what: string) => lines.filter((line) => line.oneOf('what', ['input', 'output', 'pool', 'impact']) === what);
  const quantity = (line: Row) => line.number('quantity');
  const land = row.text('land') === '' ? undefined : { fitFor: row.filled('land'), hectares: row.number('land_ha'), periods: row.number('land_periods') };
  return {
    enterprise: row.filled('enterprise'), code: row.filled('code'), name: `${row.filled('name')} (${row.filled('one_run')})`,
    inputs: those('input').map((line) => ({ good: line.filled('item'), quantity: quantity(line) })),
    outputs: those('output').map((line) => ({ good: line.filled('item'), quantity: quantity(line), after: line.number('periods') })),
    uses: those('pool').map((line) => ({ pool: line.filled('item'), quantity: quantity(line), periods: line.number('periods') })),
    impacts: those('impact').map((line) => ({ impact: line.filled('item'), quantity: quantity(line) })),
    adds: [],
    ...(land === undefined ? {} : { land }),
  };
}

/** The most runs of a seasonal process by quarter: so much of what the town has of a capacity, or of land fit for something. */
function mostOf(row: Row, sites: Sites, parcels: readonly LandParcelRecord[]): (town: Town) => QuantityPerPeriod | undefined {
  if (row.text('most_of') === '') return () => undefined;
  const [kind, land] = row.filled('most_of').split(' ');
  const has = land === undefined ? find(sites.capacities, kind ?? '', 'capacity') : hectaresFitFor(parcels, land);
  const perRun = row.number('units_per_run');
  return (town) => Object.fromEntries(quarters.flatMap((quarter) => {
    const runs = rounded(((has.get(town.code) ?? 0) * row.number(quarter)) / perRun, 3);
    return runs === 0 ? [] : [[quarter, runs]];
  }));
}
