import type { NeedRecord, StockRecord } from '../../plans/cycle-records.js';
import { find, quarters, statePopulation, tiers, type Figures } from './figures.js';
import { rounded } from './share-out.js';
import { toPlaces, type Sites } from './sites.js';

/** Every town's needs of every good and quarter: inhabitants × norm × season, and in the last quarter what is to be left in store. */
export function needs(figures: Figures): NeedRecord[] {
  return figures.rules.needs.flatMap((row) => {
    const perYear = row.number('norm_per_year') * row.number('share_of_norm') * row.number('units_per_norm_unit');
    return quarters.flatMap((period) => {
      const perInhabitant = perYear * row.number(period) + (period === 'q4' ? row.number('left_in_store') : 0);
      return figures.towns.flatMap((town): NeedRecord[] => {
        const quantity = rounded(town.population * perInhabitant, 4);
        if (quantity === 0) return [];
        return [{ assembly: town.code, good: row.filled('good'), period, tier: row.oneOf('tier', tiers), quantity, why: row.filled('why') }];
      });
    });
  });
}

/** What is in store on the first day: so much an inhabitant of the state, or a share of a product's year (kg in the table, here t). */
export function stocks(figures: Figures, sites: Sites): StockRecord[] {
  return figures.rules.stocks.flatMap((row) => {
    const total = row.text('production') === ''
      ? row.number('per_inhabitant') * statePopulation(figures)
      : row.number('share_of_production') * [...figures.counties.values()].reduce((sum, county) => sum + find(county, row.filled('production'), 'product') / 1000, 0);
    const places = find(sites.towns, row.filled('enterprise'), 'enterprise');
    return [...toPlaces(figures, places, total, row, 3)]
      .filter(([, quantity]) => quantity > 0)
      .map(([assembly, quantity]) => ({ assembly, good: row.filled('good'), quantity }));
  });
}
