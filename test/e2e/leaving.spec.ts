import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRecords } from '../../src/plans/read-records.js';
import { declareNeed, makeDeclaring, makeExportLimit, makeImpact, makeLimit, makeRoute } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { makeEnterprise, makeParcel, makePool, makeProcess, makeStock } from './holdings.js';
import { FAILURE, join, makeAssembly } from './records.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const MEMBERSHIPS = 'memberships(filter: { retired: ALL }) { nodes { id retiredAt assembly { name } confederation { id } } }';

describe('an assembly that leaves', () => {
  it('is out of the next snapshot at once, with all that it holds and needs and all that leads to it; what it declared stands, and lists say who left and when', async () => {
    const declaring = await makeDeclaring(api);
    const { confederation, assembly: barre, good, cycle } = declaring;
    const cabot = await makeAssembly(api, { name: 'Cabot' });
    const place = await join(api, confederation, cabot);
    const impact = await makeImpact(api, confederation);
    for (const one of [barre, cabot]) {
      await makeParcel(api, one);
      await makePool(api, one);
      await makeProcess(api, await makeEnterprise(api, one), { outputs: [{ goodId: good.id, quantity: '1' }] });
      await makeStock(api, one, good);
      await makeExportLimit(api, one, good);
      await declareNeed(api, { ...declaring, assembly: one });
    }
    await makeRoute(api, confederation, barre, cabot);
    await makeRoute(api, confederation, cabot, barre);
    await makeLimit(api, confederation, impact, { name: 'Of Cabot', assemblyIds: [cabot.id] });
    await makeLimit(api, confederation, impact, { name: 'Of both', assemblyIds: [barre.id, cabot.id] });
    const read = async () => {
      const { assemblies, landParcels, enterprises, pools, processes, stocks, exportLimits, routes, needs, limits } = await readRecords(api.database.dataSource.manager, cycle.id);
      const lists = { landParcels, enterprises, pools, processes, stocks, exportLimits, needs };
      return {
        assemblies: assemblies.map(({ name }) => name), routes: routes.length, limits: limits.map(({ name, assemblies: bound }) => [name, bound?.length]),
        ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length])),
      };
    };
    const each = (n: number) => ({ landParcels: n, enterprises: n, pools: n, processes: n, stocks: n, exportLimits: n, needs: n });
    expect(await read()).toEqual({ assemblies: ['Barre', 'Cabot'], routes: 2, limits: [['Of both', 2], ['Of Cabot', 1]], ...each(2) });
    const left = await api.query(`mutation($id: UUID!, $version: Int!) { result: leaveConfederation(id: $id, version: $version) { ... on Membership { id retiredAt } ${FAILURE} } }`, place);
    expect(left.data('result')).toMatchObject({ id: place.id, retiredAt: expect.any(String) });
    expect(await read()).toEqual({ assemblies: ['Barre'], routes: 0, limits: [['Of both', 1]], ...each(1) });

    const shown = await api.query(`query($confederation: UUID!, $assembly: UUID!, $cycle: UUID!) {
      confederation(id: $confederation) { ${MEMBERSHIPS} } assembly(id: $assembly) { ${MEMBERSHIPS} }
      planningCycle(id: $cycle) { needs { nodes { retiredAt assembly { name } } } } }`, { confederation: confederation.id, assembly: cabot.id, cycle: cycle.id });
    expect(shown.data('confederation.memberships.nodes')).toEqual(expect.arrayContaining([
      expect.objectContaining({ retiredAt: null, assembly: { name: 'Barre' } }), expect.objectContaining({ id: place.id, retiredAt: left.data('result.retiredAt'), assembly: { name: 'Cabot' } })]));
    expect(shown.data('assembly.memberships.nodes')).toMatchObject([{ id: place.id, retiredAt: left.data('result.retiredAt'), confederation: { id: confederation.id } }]);
    expect(shown.data('planningCycle.needs.nodes')).toEqual(expect.arrayContaining([{ retiredAt: null, assembly: { name: 'Cabot' } }]));
  });
});
