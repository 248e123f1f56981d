import type { ExportLimitRecord, LimitRecord } from '../../plans/cycle-records.js';
import { statePopulation, townsOf, type Figures } from './figures.js';
import { rounded } from './share-out.js';

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
