import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDeclaring } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { makeEnterprise, makeParcel, makePool, makeProcess, makeStock } from './holdings.js';
import { personWith, type SignedInAs } from './persons.js';
import { FAILURE, makeAssembly } from './records.js';

describe('what an assembly holds, changed together', () => {
  let api: Api;
  beforeAll(async () => { api = await startApi(); });
  afterAll(async () => { await api.close(); });

  const change = async (assemblyId: string, changes: readonly object[], who?: SignedInAs) => (await api.query(`mutation($assembly: UUID!, $changes: [HoldingChange!]!, $under: Under!) {
    result: changeHoldings(assemblyId: $assembly, changes: $changes, under: $under) { ... on ChangedHoldings { ids } ${FAILURE} } }`,
  { assembly: assemblyId, changes, under: { resolution: { title: 'What we hold', decidedOn: '2026-11-20', manner: 'CONSENSUS' } } }, who)).data('result');
  const held = async (assemblyId: string) => await api.database.dataSource.query<{ kind: string }[]>(`
    select 'stock' as kind, version, quantity::text, retired_at is null as live from stock where assembly_id = $1 union all select 'pool', version, coalesce(quantity::text, quantity_by_period::text), retired_at is null from pool where assembly_id = $1
    union all select 'land', version, hectares::text, retired_at is null from land_parcel where assembly_id = $1 union all select 'limit', version, quantity::text, retired_at is null from export_limit where assembly_id = $1
    union all select 'enterprise', version, name, retired_at is null from enterprise where assembly_id = $1 order by 1, 3`, [assemblyId]);

  it('is all of it under one resolution, or nothing, with every fault in its place', async () => {
    const { assembly, good } = await makeDeclaring(api);
    const [stock, pool, parcel, enterprise] = [await makeStock(api, assembly, good), await makePool(api, assembly), await makeParcel(api, assembly), await makeEnterprise(api, assembly)];
    await makeProcess(api, enterprise);
    const other = await makeAssembly(api, { name: 'Elsewhere' });
    const theirs = await makePool(api, other);
    // A delegate of both assemblies acts by a resolution of the one.
    const { who, personId } = await personWith(api, { assemblyId: assembly.id, role: 'DELEGATE' });
    await api.query('mutation($input: GiveMandate!) { result: giveMandate(input: $input) { ... on Failure { message } } }', { input: { assemblyId: other.id, role: 'DELEGATE', personId } });
    const before = await held(assembly.id);
    expect(await change(assembly.id, [
      { createStock: { assemblyId: assembly.id, goodId: good.id, quantity: '7' } }, { revisePool: { ...theirs, changes: { quantity: '1' } } }, { createExportLimit: { assemblyId: other.id, goodId: good.id, quantity: '0' } }, {},
      { retireStock: stock, retirePool: pool },
    ], who)).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'changes.3', came: 'none' }, { path: 'changes.4', came: 'retireStock and retirePool' }, { path: 'changes.1.revisePool.id', came: 'something of another assembly' }, { path: 'changes.2.createExportLimit.assemblyId' },
    ] });
    expect(await change(assembly.id, [
      { reviseStock: { ...stock, changes: { quantity: '-1' } } }, { retireStock: { ...stock, version: 9 } }, { revisePool: { ...pool, changes: { quantity: '3' } } }, { retireEnterprise: enterprise },
    ], who)).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'changes.0.reviseStock.changes.quantity' }, { path: 'changes.1.retireStock.version', came: expect.stringContaining('version is 1 now') }, { path: 'changes.3.retireEnterprise', came: expect.stringContaining('still named by 1') },
    ] });
    expect(await change(assembly.id, [], who)).toMatchObject({ faults: [{ path: 'changes', came: '0 changes' }] });
    expect(await held(assembly.id)).toEqual(before);

    const answer = await change(assembly.id, [
      { createStock: { assemblyId: assembly.id, goodId: good.id, quantity: '7.5', period: 'autumn' } }, { retireStock: stock }, { revisePool: { ...pool, changes: { quantityByPeriod: [{ period: 'spring', quantity: '40' }] } } },
      { reviseLandParcel: { ...parcel, changes: { hectares: '13' } } }, { createExportLimit: { assemblyId: assembly.id, goodId: good.id, quantity: '0' } }, { reviseEnterprise: { ...enterprise, changes: { name: 'The mill' } } },
    ], who);
    expect(answer).toEqual(expect.objectContaining({ ids: expect.arrayContaining([stock.id, pool.id, parcel.id, enterprise.id]) }));
    expect(await held(assembly.id)).toMatchObject([
      { kind: 'enterprise', version: 2, quantity: 'The mill' }, { kind: 'land', version: 2, quantity: '13' }, { kind: 'limit', version: 1, quantity: '0' }, { kind: 'pool', version: 2, quantity: expect.stringContaining('40') },
      { kind: 'stock', version: 2, live: false }, { kind: 'stock', version: 1, quantity: '7.5', live: true },
    ]);
    const record = await api.query('{ publicRecord(first: 6, direction: DESCENDING) { nodes { resolutionId } } }');
    expect(record.data('publicRecord.nodes')).toEqual(Array.from({ length: 6 }, () => ({ resolutionId: record.text('publicRecord.nodes.0.resolutionId') })));
    expect((await api.query('query($id: UUID!) { resolution(id: $id) { title } }', { id: record.text('publicRecord.nodes.0.resolutionId') })).text('resolution.title')).toBe('What we hold');
  });
});
