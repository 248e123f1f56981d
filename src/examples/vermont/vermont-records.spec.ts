import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { CycleRecords } from '../../plans/cycle-records.js';
import { scenarioOf } from '../../plans/scenario-of.js';
import { find, readFigures } from './figures.js';
import { withoutDetours } from './roads.js';
import { rounded, shareOut } from './share-out.js';
import { readTable, rowsOf } from './tables.js';
import { vermontRecords } from './vermont-records.js';
import { scenarioText } from './write-scenario.js';

const figures = readFigures();
const records = vermontRecords();
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const county = new Map(figures.towns.map((town) => [town.code, town.county]));
const hectares = (code: string, of: string) => sum(records.landParcels.filter((parcel) => parcel.code === code && county.get(parcel.assembly) === of).map((parcel) => parcel.hectares));
const capacity = (code: string) => sum(records.pools.filter((pool) => pool.code === code).map((pool) => (typeof pool.quantity === 'number' ? pool.quantity : NaN)));
const stock = (good: string) => sum(records.stocks.filter((there) => there.good === good).map((there) => there.quantity));

describe('the figures of the Vermont tables', () => {
  it('are of the 247 organised municipalities, each with a code of its own', () => {
    expect(records.assemblies).toHaveLength(247);
    expect(new Set(records.assemblies.map((town) => town.code)).size).toBe(247);
    expect(sum(figures.towns.map((town) => town.population))).toBe(647_010); // 647,106 with the nine places that are not organised
    expect(rounded(sum(figures.towns.map((town) => town.areaKm2)), 0)).toBeGreaterThan(23_000);
    expect(figures.counties.size).toBe(14);
    for (const town of figures.towns) {
      expect([...figures.counties.keys()]).toContain(town.county);
      expect(town.latitude).toBeGreaterThan(42.7);
      expect(town.latitude).toBeLessThan(45.1);
      expect(town.longitude).toBeGreaterThan(-73.5);
      expect(town.longitude).toBeLessThan(-71.4);
    }
  });

  it.each([['milk', 1_158_474_913], ['apples', 13_925_286], ['maple_syrup', 16_285_780], ['eggs', 3_146_986], ['hay_dry', 899_927_262], ['soybeans', 5_473_399]])('add up over the counties to what the state makes: %s', (product, kg) => {
    expect(Math.abs(sum([...figures.counties.values()].map((figure) => find(figure, product, 'product'))) - kg)).toBeLessThan(10);
  });

  it('name their source, or the rule by which they are invented', () => {
    const sources = new Set(figures.rules.sources.map((row) => row.filled('key')));
    const tables = ['goods', 'needs', 'enterprises', 'capacities', 'processes', 'recipes', 'stocks', 'limits', 'export_limits', 'invented', 'regions', 'production_by_county'];
    for (const row of tables.flatMap((name) => readTable(name))) {
      const basis = row.oneOf('basis', ['published', 'derived', 'invented']);
      if (basis !== 'invented') expect(row.filled('source').split(' ').filter((key) => !sources.has(key))).toEqual([]);
    }
    for (const row of ['towns', 'neighbours', 'counties'].flatMap((name) => readTable(name))) {
      expect(row.filled('source').split(' ').filter((key) => !sources.has(key))).toEqual([]);
    }
  });
});

describe('what is shared out to the towns', () => {
  it('adds up to the farm land of each county', () => {
    for (const [name, figure] of figures.counties) {
      expect(hectares('fields', name) + hectares('orchards', name)).toBeCloseTo(find(figure, 'cropland_ha', 'figure'), 0);
      expect(hectares('meadows', name)).toBeCloseTo(find(figure, 'pasture_ha', 'figure'), 0);
      expect(hectares('woods', name) + hectares('sugarbush', name)).toBeCloseTo(find(figure, 'farm_woodland_ha', 'figure'), 0);
    }
  });

  it('adds up to the capacities and the stocks of the state', () => {
    for (const row of figures.rules.capacities) expect(capacity(row.filled('code'))).toBeCloseTo(row.number('state_total'), 0);
    expect(stock('wheat')).toBeCloseTo(647_010 * 0.015, 2);
    expect(stock('firewood')).toBeCloseTo(647_010 * 0.27, 2);
    expect(stock('apples')).toBeCloseTo(13_925.286 / 2, 1);
  });

  it('is rounded so that nothing is lost or won', () => {
    expect(shareOut(10, [1, 1, 1], 1)).toEqual([3.3, 3.4, 3.3]);
    expect(sum(shareOut(1, Array.from({ length: 7 }, () => 1), 3))).toBeCloseTo(1, 12);
    expect(shareOut(5, [0, 2, 0], 0)).toEqual([0, 5, 0]);
    expect(shareOut(5, [0, 0], 0)).toEqual([0, 0]);
  });
});

describe('the roads', () => {
  it('are between neighbours, and join every town with every other', () => {
    expect(figures.neighbours).toHaveLength(621);
    const neighbours = new Set(figures.neighbours.map(({ a, b }) => `${a} ${b}`));
    for (const road of records.routes) expect(neighbours.has(`${road.from} ${road.to}`)).toBe(true);
    const reached = new Set(['montpelier']);
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      for (const road of records.routes) {
        if (reached.has(road.from) || reached.has(road.to)) reached.add(road.from).add(road.to);
      }
    }
    expect(reached.size).toBe(247);
  });

  it('leave out what by other towns is not much farther', () => {
    const pairs = [{ a: 'a', b: 'b', greatCircleKm: 3 }, { a: 'b', b: 'c', greatCircleKm: 4 }, { a: 'a', b: 'c', greatCircleKm: 5 }];
    expect(withoutDetours(pairs, 1.5).map(({ a, b }) => `${a}${b}`)).toEqual(['ab', 'bc']);
    expect(withoutDetours(pairs, 1.3)).toHaveLength(3);
  });
});

describe('the Vermont records', () => {
  it('have what the example is to show', () => {
    expect(records.goods.length).toBeGreaterThanOrEqual(16);
    expect(records.cycle.periods).toHaveLength(4);
    expect(records.tiers).toHaveLength(3);
    expect(records.goods.some((good) => good.storable) && records.goods.some((good) => !good.storable)).toBe(true);
    expect(new Set(records.pools.filter((pool) => pool.kind === 'labour').map((pool) => pool.assembly)).size).toBe(247);
    expect(new Set(records.landParcels.map((parcel) => parcel.assembly)).size).toBe(247);
    expect(records.limits.length).toBeGreaterThan(0);
    const made = new Set(records.processes.flatMap((process) => process.outputs.map((output) => output.good)));
    expect(records.goods.map((good) => good.code).filter((good) => !made.has(good))).toEqual([]);
  });

  it('have no quantity that the database would refuse', () => {
    const refused = quantitiesOf(records).filter((quantity) => !/^\d{1,12}(\.\d{1,6})?$/.test(String(quantity)));
    expect(refused).toEqual([]);
  });

  it('are the same each time', () => {
    expect(vermontRecords()).toEqual(records);
  });

  it('give a scenario that says what the schema asks for', () => {
    const schema: unknown = JSON.parse(readFileSync('docs/schemas/scenario.schema.json', 'utf8'));
    if (typeof schema !== 'object' || schema === null) throw new Error('a schema is an object');
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const scenario: unknown = JSON.parse(scenarioText());
    expect(validate(scenario)).toBe(true);
    expect(scenario).toEqual(scenarioOf(records));
    expect(validate({ ...scenarioOf(records), periods: [] })).toBe(false);
  });
});

describe('a table that cannot be read', () => {
  const [row] = rowsOf('towns.csv', 'code,population,kind\nada,-3,village\n');

  it('says where, what was expected and what came', () => {
    expect(() => row?.number('population')).toThrow('towns.csv, line 2: population should be a number of 0 or more, got "-3"');
    expect(() => row?.number('code')).toThrow('towns.csv, line 2: code should be a number, got "ada"');
    expect(() => row?.oneOf('kind', ['town', 'city'])).toThrow('kind should be town or city, got "village"');
    expect(() => row?.text('area')).toThrow('there is no column area');
  });
});

/** Every quantity of the records, wherever it stands. */
function quantitiesOf(value: CycleRecords | object): number[] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (typeof member === 'number') return name === 'latitude' || name === 'longitude' ? [] : [member];
    return typeof member === 'object' && member !== null ? quantitiesOf(member) : [];
  });
}
