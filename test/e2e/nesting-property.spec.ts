import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import type { CycleRecords } from '../../src/plans/cycle-records.js';
import { readRecords } from '../../src/plans/read-records.js';
import { freshDatabase, type TestDatabase } from './database.js';

/** Confederations by number, of which the first is planned for; a confederation is beneath others of smaller numbers alone, so there is no circle. */
interface World {
  readonly nested: readonly { readonly larger: number; readonly smaller: number; readonly left: boolean }[];
  readonly members: readonly { readonly confederation: number; readonly assembly: number; readonly left: boolean }[];
  readonly goods: readonly Shared[];
  readonly impacts: readonly Shared[];
  readonly stocks: readonly { readonly assembly: number; readonly good: number }[];
  readonly processes: readonly { readonly assembly: number; readonly inputs: readonly number[]; readonly impact: number | null }[];
  readonly routes: readonly { readonly confederation: number; readonly from: number; readonly to: number; readonly goods: readonly number[]; readonly impact: number | null }[];
  readonly limits: readonly { readonly impact: number; readonly assemblies: readonly number[] }[];
}
/** A good or an impact of a confederation. */
interface Shared { readonly confederation: number; readonly code: string; readonly unit: string; readonly retired: boolean }

const CONFEDERATIONS = 4;
const ASSEMBLIES = 4;
const assembly = fc.nat({ max: ASSEMBLIES - 1 });
const confederation = fc.nat({ max: CONFEDERATIONS - 1 });
const seldom = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);

function sharedOf(codes: readonly string[]): fc.Arbitrary<readonly Shared[]> {
  const one = (of: number, code: string) => fc.constantFrom('none', 'kg', 'kg', 't').chain((unit) => seldom.map((retired) =>
    (unit === 'none' && of !== 0 ? [] : [{ confederation: of, code, unit: unit === 'none' ? 'kg' : unit, retired }])));
  return fc.tuple(...Array.from({ length: CONFEDERATIONS }, (_, of) => codes.map((code) => one(of, code))).flat()).map((all) => all.flat());
}

const world: fc.Arbitrary<World> = fc.record({ goods: sharedOf(['bread', 'water']), impacts: sharedOf(['co2e']) }).chain(({ goods, impacts }) => {
  const good = fc.nat({ max: goods.length - 1 });
  const impact = fc.nat({ max: impacts.length - 1 });
  return fc.record({
    goods: fc.constant(goods), impacts: fc.constant(impacts),
    nested: fc.uniqueArray(fc.record({ larger: confederation, smaller: confederation, left: seldom }).filter(({ larger, smaller }) => larger < smaller),
      { minLength: 1, maxLength: 6, selector: ({ larger, smaller }) => `${larger} ${smaller}` }),
    members: fc.uniqueArray(fc.record({ confederation, assembly, left: seldom }), { minLength: 4, maxLength: 10, selector: (one) => `${one.confederation} ${one.assembly}` }),
    stocks: fc.array(fc.record({ assembly, good }), { maxLength: 8 }),
    processes: fc.array(fc.record({ assembly, inputs: fc.uniqueArray(good, { maxLength: 2 }), impact: fc.option(impact) }), { maxLength: 8 }),
    routes: fc.array(fc.record({ confederation, from: assembly, to: assembly, goods: fc.uniqueArray(good, { maxLength: 2 }), impact: fc.option(impact) }), { minLength: 4, maxLength: 8 })
      .map((all) => all.filter(({ from, to }) => from !== to).map((route) => ({
        ...route, goods: route.goods.filter((i) => goods[i]?.confederation === route.confederation),
        impact: route.impact !== null && impacts[route.impact]?.confederation === route.confederation ? route.impact : null,
      }))),
    limits: fc.array(fc.record({ impact, assemblies: fc.uniqueArray(assembly, { maxLength: 2 }) }), { minLength: 2, maxLength: 6 }),
  });
});

type Expected = Readonly<Record<'assemblies' | 'goods' | 'stocks' | 'processes' | 'routes' | 'limits', readonly string[]>>;

/** What the reading of the first confederation must give, by plain sets. */
function expectedOf(of: World): Expected {
  const smaller = (one: number): number[] => [one, ...of.nested.filter((each) => each.larger === one && !each.left).flatMap((each) => smaller(each.smaller))];
  const membersOf = (one: number) => new Set(of.members.filter((each) => !each.left && smaller(one).includes(each.confederation)).map((each) => each.assembly));
  const tree = new Set(smaller(0));
  const here = membersOf(0);
  const known = (all: readonly Shared[], i: number): string | undefined => {
    const one = all[i];
    const same = all.find((each) => each.confederation === 0 && each.code === one?.code && each.unit === one.unit && !each.retired);
    return one === undefined || one.retired ? undefined : same?.code;
  };
  const place = (one: number, code: string) => (one === 0 ? code : `k${one}/${code}`);
  const between = ({ confederation: owner, from, to }: World['routes'][number]) => tree.has(owner) && membersOf(owner).has(from) && membersOf(owner).has(to);
  return {
    assemblies: [...here].map((i) => `a${i}`),
    goods: of.goods.filter((one) => one.confederation === 0 && !one.retired).map((one) => one.code),
    stocks: of.stocks.flatMap(({ assembly: holder, good }, i) => (here.has(holder) && known(of.goods, good) !== undefined ? [`a${holder} ${known(of.goods, good)} ${i}`] : [])),
    processes: of.processes.flatMap(({ assembly: holder, inputs, impact }, i) => {
      const takesPart = here.has(holder) && inputs.every((good) => known(of.goods, good) !== undefined) && (impact === null || known(of.impacts, impact) !== undefined);
      return takesPart ? [`p${i} ${inputs.map((good) => known(of.goods, good)).sort().join('+')} ${impact === null ? '' : known(of.impacts, impact)}`] : [];
    }),
    routes: of.routes.flatMap((route, i) => {
      const goods = route.goods.flatMap((good) => known(of.goods, good) ?? []);
      const impact = route.impact === null ? undefined : known(of.impacts, route.impact);
      const unseen = route.confederation !== 0 && route.impact !== null && impact === undefined && of.impacts[route.impact]?.retired === false;
      if (!between(route) || unseen || (route.goods.length > 0 && goods.length === 0)) return [];
      return [`${place(route.confederation, `r${i}`)} a${route.from} a${route.to} ${route.goods.length === 0 ? 'all' : goods.sort().join('+')} ${impact ?? ''}`];
    }),
    limits: of.limits.flatMap(({ impact, assemblies }, i) => {
      const owner = of.impacts[impact]?.confederation ?? -1;
      const code = known(of.impacts, impact);
      if (code === undefined || !tree.has(owner)) return [];
      const bound = [...membersOf(owner)].filter((one) => assemblies.length === 0 || assemblies.includes(one)).map((one) => `a${one}`).sort();
      if (owner === 0 && assemblies.length === 0) return [`l${i} all`];
      return bound.length === 0 ? [] : [`${place(owner, `l${i}`)} ${bound.join('+')}`];
    }),
  };
}

function readAs(records: CycleRecords): Expected {
  return {
    assemblies: records.assemblies.map(({ code }) => code),
    goods: records.goods.map(({ code }) => code),
    stocks: records.stocks.map(({ assembly: holder, good, quantity }) => `${holder} ${good} ${quantity}`),
    processes: records.processes.map(({ code, inputs, impacts }) => `${code} ${inputs.map(({ good }) => good).join('+')} ${impacts.map(({ impact }) => impact).join('+')}`),
    routes: records.routes.map(({ code, from, to, goods, impactsPerTonneKm }) => `${code} ${from} ${to} ${goods?.join('+') ?? 'all'} ${impactsPerTonneKm.map(({ impact }) => impact).join('+')}`),
    limits: records.limits.map(({ code, assemblies }) => `${code} ${assemblies?.join('+') ?? 'all'}`),
  };
}

const sorted = (lists: Expected) => Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list].sort()]));

/** The same id for the same thing in every run. */
const id = (kind: number, number: number) => `00000000-0000-4000-8000-${String(kind * 10000 + number).padStart(12, '0')}`;
const [CONFEDERATION, ASSEMBLY, GOOD, IMPACT, ENTERPRISE, PROCESS, ROUTE, LIMIT, CYCLE] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

async function insert(manager: EntityManager, of: World): Promise<void> {
  const numbers = (length: number) => Array.from({ length }, (_, i) => i);
  const put = async (table: string, columns: string, rows: readonly object[]) => {
    if (rows.length > 0) await manager.query(`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)]);
  };
  const now = '2026-11-22T00:00:00Z';
  const retiredAt = (retired: boolean) => ({ retired_at: retired ? now : null });
  const shared = (kind: number) => ({ confederation: owner, code, unit, retired }: Shared, i: number) =>
    ({ id: id(kind, i), confederation_id: id(CONFEDERATION, owner), code, name: code, unit, ...retiredAt(retired) });
  await put('confederation', 'id, code, name', numbers(CONFEDERATIONS).map((i) => ({ id: id(CONFEDERATION, i), code: `k${i}`, name: 'K' })));
  await put('assembly', 'id, code, name', numbers(ASSEMBLIES).map((i) => ({ id: id(ASSEMBLY, i), code: `a${i}`, name: 'A' })));
  await put('membership', 'confederation_id, assembly_id, member_confederation_id, since, retired_at', [
    ...of.members.map((one) => ({ confederation_id: id(CONFEDERATION, one.confederation), assembly_id: id(ASSEMBLY, one.assembly), since: '2026-01-01', ...retiredAt(one.left) })),
    ...of.nested.map((one) => ({ confederation_id: id(CONFEDERATION, one.larger), member_confederation_id: id(CONFEDERATION, one.smaller), since: '2026-01-01', ...retiredAt(one.left) }))]);
  await put('good', 'id, confederation_id, code, name, unit, retired_at', of.goods.map(shared(GOOD)));
  await put('impact', 'id, confederation_id, code, name, unit, retired_at', of.impacts.map(shared(IMPACT)));
  await put('stock', 'assembly_id, good_id, quantity', of.stocks.map((one, i) => ({ assembly_id: id(ASSEMBLY, one.assembly), good_id: id(GOOD, one.good), quantity: i })));
  await put('enterprise', 'id, assembly_id, code, name', numbers(ASSEMBLIES).map((i) => ({ id: id(ENTERPRISE, i), assembly_id: id(ASSEMBLY, i), code: 'works', name: 'Works' })));
  await put('process', 'id, enterprise_id, code, name', of.processes.map((one, i) => ({ id: id(PROCESS, i), enterprise_id: id(ENTERPRISE, one.assembly), code: `p${i}`, name: 'P' })));
  await put('process_input', 'process_id, good_id, quantity', of.processes.flatMap((one, i) => one.inputs.map((good) => ({ process_id: id(PROCESS, i), good_id: id(GOOD, good), quantity: 1 }))));
  await put('process_impact', 'process_id, impact_id, quantity', of.processes.flatMap((one, i) => (one.impact === null ? [] : [{ process_id: id(PROCESS, i), impact_id: id(IMPACT, one.impact), quantity: 1 }])));
  await put('route', 'id, confederation_id, code, from_assembly_id, to_assembly_id, km', of.routes.map((one, i) =>
    ({ id: id(ROUTE, i), confederation_id: id(CONFEDERATION, one.confederation), code: `r${i}`, from_assembly_id: id(ASSEMBLY, one.from), to_assembly_id: id(ASSEMBLY, one.to), km: 1 })));
  await put('route_good', 'route_id, good_id', of.routes.flatMap((one, i) => one.goods.map((good) => ({ route_id: id(ROUTE, i), good_id: id(GOOD, good) }))));
  await put('route_impact', 'route_id, impact_id, quantity', of.routes.flatMap((one, i) => (one.impact === null ? [] : [{ route_id: id(ROUTE, i), impact_id: id(IMPACT, one.impact), quantity: 1 }])));
  await put('ecological_limit', 'id, confederation_id, code, name, impact_id, quantity', of.limits.map((one, i) =>
    ({ id: id(LIMIT, i), confederation_id: id(CONFEDERATION, of.impacts[one.impact]?.confederation ?? 0), code: `l${i}`, name: 'L', impact_id: id(IMPACT, one.impact), quantity: 1 })));
  await put('ecological_limit_assembly', 'limit_id, assembly_id', of.limits.flatMap((one, i) => one.assemblies.map((each) => ({ limit_id: id(LIMIT, i), assembly_id: id(ASSEMBLY, each) }))));
  await put('planning_cycle', 'id, confederation_id, code, name', [{ id: id(CYCLE, 0), confederation_id: id(CONFEDERATION, 0), code: 'year', name: 'Year' }]);
}

let database: TestDatabase;
beforeAll(async () => { database = await freshDatabase(); });
afterAll(async () => { await database.close(); });

describe('what is read for a confederation of confederations', () => {
  it('is what plain sets say, whatever the tree', async () => {
    let deep = 0;
    await fc.assert(fc.asyncProperty(world, async (of) => {
      const runner = database.dataSource.createQueryRunner();
      await runner.startTransaction();
      try {
        await insert(runner.manager, of);
        const expected = expectedOf(of);
        if (expected.limits.some((one) => one.includes('/')) || expected.routes.some((one) => one.includes('/'))) deep += 1;
        expect(sorted(readAs(await readRecords(runner.manager, id(CYCLE, 0))))).toEqual(sorted(expected));
      } finally {
        await runner.rollbackTransaction();
        await runner.release();
      }
    }), { numRuns: 120 });
    expect(deep).toBeGreaterThan(10); // of the trees, so many had something of a smaller confederation in them
  });
});
