import type { CycleRecords, GoodRecord } from '../../plans/cycle-records.js';
import { readFigures, type Figures } from './figures.js';
import { landParcels } from './land.js';
import { exportLimits, limits } from './limits.js';
import { needs, stocks } from './needs.js';
import { pools, processes } from './processes.js';
import { roads } from './roads.js';
import { enterprises, placeEnterprises } from './sites.js';

const illustration = 'An illustration, not a proposal: the towns of Vermont are real, and so are the figures that name a source; '
  + 'that the towns hold land, herds and workshops in common, what they have in store, the hours they offer and the limits they agreed on '
  + 'are invented by the rules stated in examples/vermont/README.md.';

/**
 * The Vermont example: what the 247 organised municipalities of Vermont are taken to hold and to need in the four quarters of 2027.
 * Read from the tables of examples/vermont/; the same tables give the same records.
 *
 * @throws Error with the table, the line and what was expected, where a table cannot be read
 */
export function vermontRecords(): CycleRecords {
  const figures = readFigures();
  const parcels = landParcels(figures);
  const sites = placeEnterprises(figures, parcels);
  return {
    confederation: { code: 'vermont', name: 'Vermont', description: illustration },
    cycle: {
      code: '2027', name: 'the year 2027', objectives: [{ minimise: 'tonne-km' }],
      periods: [
        { code: 'q1', name: 'Winter: January to March 2027', starts: '2027-01-01', ends: '2027-03-31' },
        { code: 'q2', name: 'Spring: April to June 2027', starts: '2027-04-01', ends: '2027-06-30' },
        { code: 'q3', name: 'Summer: July to September 2027', starts: '2027-07-01', ends: '2027-09-30' },
        { code: 'q4', name: 'Autumn: October to December 2027', starts: '2027-10-01', ends: '2027-12-31' },
      ],
    },
    sources: figures.rules.sources.map((row) => `${row.filled('what')}. ${row.filled('address')}. ${row.filled('licence')}.`),
    assemblies: figures.towns.map(({ code, name, population, latitude, longitude }) => ({ code, name, population, latitude, longitude })),
    goods: goods(figures),
    tiers: [
      { code: 'vital', name: 'Vital', description: 'Staple food and heat: what nobody can do without.' },
      { code: 'important', name: 'Important', description: 'What makes a diet whole.' },
      { code: 'further', name: 'Further', description: 'What is good to have once the rest is there.' },
    ],
    impacts: [
      { code: 'co2e', name: 'Greenhouse gases of what is made (CO2 equivalent)', unit: 't' },
      { code: 'haulage', name: 'Greenhouse gases of hauling (CO2 equivalent)', unit: 't' },
      { code: 'phosphorus', name: 'Phosphorus washed into the water', unit: 'kg' },
    ],
    landParcels: parcels,
    enterprises: enterprises(figures, sites),
    pools: pools(figures, sites),
    processes: processes(figures, sites, parcels),
    stocks: stocks(figures, sites),
    exportLimits: exportLimits(figures),
    routes: roads(figures),
    limits: limits(figures),
    needs: needs(figures),
  };
}

function goods(figures: Figures): GoodRecord[] {
  return figures.rules.goods.map((row) => ({
    code: row.filled('code'), name: row.filled('name'), unit: row.filled('unit'), tonnesPerUnit: row.number('tonnes_per_unit'),
    storable: row.oneOf('storable', ['yes', 'no']) === 'yes', lossPerPeriod: row.number('loss_per_period'),
  }));
}
