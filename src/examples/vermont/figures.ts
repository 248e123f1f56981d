import { readTable, type Row } from './tables.js';

export const quarters = ['q1', 'q2', 'q3', 'q4'] as const;
export type Quarter = (typeof quarters)[number];
export const tiers = ['vital', 'important', 'further'] as const;

export interface Town {
  readonly code: string; readonly name: string; readonly county: string;
  readonly population: number; readonly latitude: number; readonly longitude: number;
  readonly areaKm2: number;
  /** In proportion to what the county's farm land is shared out to its towns: land area; 0 in a city. */
  readonly farmWeight: number;
}

/** Figures of a county by name: the columns of counties.csv, products in kg, the population of its towns, and all its woodland (`woodland_ha`). */
export type CountyFigures = ReadonlyMap<string, number>;

/** The tables of examples/vermont/, read once. Rows whose meaning is a rule are kept as rows and read where the rule is applied. */
export interface Figures {
  /** In the order of their codes. */
  readonly towns: readonly Town[];
  readonly counties: ReadonlyMap<string, CountyFigures>;
  readonly neighbours: readonly { readonly a: string; readonly b: string; readonly greatCircleKm: number }[];
  /** Of a county: roads from one region to another are narrow. */
  readonly regions: ReadonlyMap<string, string>;
  readonly invented: ReadonlyMap<string, number>;
  readonly rules: Readonly<Record<'goods' | 'needs' | 'enterprises' | 'capacities' | 'processes' | 'recipes' | 'stocks' | 'limits' | 'export_limits' | 'sources', readonly Row[]>>;
}

export function readFigures(): Figures {
  const towns = readTable('towns').map(townOf).sort((a, b) => (a.code < b.code ? -1 : 1));
  const invented = new Map(readTable('invented').map((row) => [row.filled('key'), row.number('value')]));
  return {
    towns, invented,
    counties: readCounties(towns, find(invented, 'town-forest-share', 'figure')),
    regions: new Map(readTable('regions').map((row) => [row.filled('county'), row.filled('region')])),
    neighbours: readTable('neighbours').map((row) => ({ a: row.filled('a'), b: row.filled('b'), greatCircleKm: row.number('great_circle_km') })),
    rules: {
      goods: readTable('goods'), needs: readTable('needs'), enterprises: readTable('enterprises'), capacities: readTable('capacities'),
      processes: readTable('processes'), recipes: readTable('recipes'), stocks: readTable('stocks'), limits: readTable('limits'),
      export_limits: readTable('export_limits'), sources: readTable('sources'),
    },
  };
}

/** What a map must hold: a name that is not there is a fault of the tables. */
export function find<T>(map: ReadonlyMap<string, T>, name: string, kind: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`examples/vermont/: no ${kind} is called ${JSON.stringify(name)}`);
  return found;
}

export function townsOf(figures: Figures, county: string): readonly Town[] {
  return figures.towns.filter((town) => town.county === county);
}

export function statePopulation(figures: Figures): number {
  return figures.towns.reduce((sum, town) => sum + town.population, 0);
}

function townOf(row: Row): Town {
  const areaKm2 = row.number('area_km2');
  return {
    code: row.filled('code'), name: row.filled('name'), county: row.filled('county'),
    population: row.number('population'), latitude: row.signed('latitude'), longitude: row.signed('longitude'),
    areaKm2, farmWeight: row.oneOf('kind', ['town', 'city']) === 'town' ? areaKm2 : 0,
  };
}

const countyColumns = ['cropland_ha', 'harvested_cropland_ha', 'pasture_ha', 'farm_woodland_ha', 'hired_workers', 'unpaid_workers', 'producers'];

function readCounties(towns: readonly Town[], townForestShare: number): Figures['counties'] {
  const counties = new Map<string, Map<string, number>>();
  for (const row of readTable('counties')) {
    const county = row.filled('county');
    const here = towns.filter((town) => town.county === county);
    const townForests = here.reduce((sum, town) => sum + town.areaKm2 * 100 * townForestShare, 0);
    counties.set(county, new Map([
      ...countyColumns.map((column): [string, number] => [column, row.number(column)]),
      ['population', here.reduce((sum, town) => sum + town.population, 0)],
      ['woodland_ha', row.number('farm_woodland_ha') + townForests],
    ]));
  }
  for (const row of readTable('production_by_county')) {
    find(counties, row.filled('county'), 'county').set(row.filled('product'), row.number('quantity_kg'));
  }
  return counties;
}
