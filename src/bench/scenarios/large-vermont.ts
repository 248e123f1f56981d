import type { Scenario } from '../../planning/index.js';
import type { CycleRecords } from '../../plans/cycle-records.js';
import { scenarioOf } from '../../plans/scenario-of.js';
import { readFigures } from '../../examples/vermont/figures.js';
import { vermontRecords } from '../../examples/vermont/vermont-records.js';
import { withFurtherGoods } from './further-goods.js';
import { byMonth } from './vermont-by-month.js';

const CENTRE = 'montpelier';

/**
 * The Vermont example made large: its 247 real towns with their roads, land, people, herds and stores; twelve months in place of four
 * quarters (needs by month, crops sown and brought in in their months); and 30 goods in place of 17. The thirteen further ones and where
 * their figures come from stand in further-goods.ts; the months in vermont-by-month.ts. An illustration, as the example is.
 *
 * @param towns how many of the towns, those nearest to Montpelier first; limits that name no town shrink with the people
 * @param goods how many goods, from the 17 of the example to 30
 */
export function largeVermont(towns = 247, goods = 30): Scenario {
  const example = vermontRecords();
  const records = withFurtherGoods(byMonth(example, readFigures()), goods - example.goods.length);
  const named = { ...records, cycle: { ...records.cycle, name: `${records.cycle.name} by month, ${towns} towns, ${goods} goods` } };
  return scenarioOf(towns < example.assemblies.length ? around(named, towns) : named);
}

/** The towns nearest to the centre with all that is theirs, and the roads between them. */
function around(records: CycleRecords, towns: number): CycleRecords {
  const kept = new Set(nearest(records.assemblies, towns));
  const here = <T extends { readonly assembly: string }>(list: readonly T[]): T[] => list.filter(({ assembly }) => kept.has(assembly));
  const assemblies = records.assemblies.filter(({ code }) => kept.has(code));
  const share = peopleOf(assemblies) / peopleOf(records.assemblies);
  return {
    ...records, assemblies,
    landParcels: here(records.landParcels), enterprises: here(records.enterprises), pools: here(records.pools), processes: here(records.processes),
    stocks: here(records.stocks), exportLimits: here(records.exportLimits), needs: here(records.needs),
    routes: records.routes.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    limits: records.limits.filter(({ assemblies: named }) => named === undefined).map((limit) => ({ ...limit, quantity: Math.round(limit.quantity * share) })),
  };
}

function nearest(assemblies: CycleRecords['assemblies'], count: number): readonly string[] {
  const centre = assemblies.find(({ code }) => code === CENTRE);
  if (centre === undefined) throw new Error(`the example has no assembly ${CENTRE}`);
  const degreeWide = Math.cos(((centre.latitude ?? 0) * Math.PI) / 180);
  const far = assemblies.map(({ code, latitude = 0, longitude = 0 }) => ({
    code, far: Math.hypot(latitude - (centre.latitude ?? 0), (longitude - (centre.longitude ?? 0)) * degreeWide),
  }));
  return far.sort((a, b) => a.far - b.far || (a.code < b.code ? -1 : 1)).slice(0, count).map(({ code }) => code);
}

function peopleOf(assemblies: CycleRecords['assemblies']): number {
  return assemblies.reduce((sum, { population = 0 }) => sum + population, 0);
}
