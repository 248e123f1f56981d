import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { type Api, startApi } from './graphql.js';
import { insertCycle } from './planned-cycle.js';
import { make, makeAssembly, makeConfederation, makeGood, type Made } from './records.js';

let api: Api;
let vermont: Made;
let cabot: Made;
let bread: Made;
/** How many rows there were before: those of test-person.sql. */
let before: number;
beforeAll(async () => {
  api = await startApi();
  before = (await api.app.inject('/record/head')).json<{ count: number }>().count;
  vermont = await makeConfederation(api);
  bread = await makeGood(api, vermont, { name: 'Bread' });
  cabot = await makeAssembly(api, { name: 'Cabot' });
  await make(api, 'joinConfederation', 'JoinConfederation', { confederationId: vermont.id, assemblyId: cabot.id, since: '2026-01-01' });
  const stock = await make(api, 'createStock', 'CreateStock', { assemblyId: cabot.id, goodId: bread.id, quantity: '12.5' });
  await api.query('mutation($id: UUID!) { reviseStock(id: $id, version: 1, changes: { quantity: "14" }) { __typename } }', { id: stock.id });
  await api.query('mutation($id: UUID!) { retireStock(id: $id, version: 2) { __typename } }', { id: stock.id });
});
afterAll(async () => { await api.close(); });

const list = async (args: string, fields: string, variables: object = {}) => {
  const declared = Object.keys(variables).map((name) => `$${name}: ${name === 'from' || name === 'to' ? 'Timestamp' : 'UUID'}`).join(', ');
  return await api.query(`query${declared === '' ? '' : `(${declared})`} { publicRecord${args} { totalCount pageInfo { hasNextPage endCursor } nodes { ${fields} } } }`, variables);
};

const timeOf = async (number: number) => ((await list('(direction: ASCENDING)', 'at')).data('publicRecord.nodes') as { at: string }[])[number - 1]?.at ?? '';

/** Each row from the first on that is not test-person.sql's: its kind, and what it says. An act of an assembly stands behind its resolution. */
const TOLD = [
  ['resolution', 'wrote down the resolution “Test” of Founders: decided on 2026-01-01 by consensus'],
  ['mandate', 'gave Tess Tester a mandate as coordinator of Vermont for Founders, from 2026-01-01, under the resolution “Test”'],
  ['confederation', 'created the confederation Vermont, under the resolution “Test”'],
  ['resolution', 'wrote down the resolution “Test” of Founders: decided on 2026-01-01 by consensus'],
  ['good', 'created the good Bread of Vermont, under the resolution “Test”'],
  ['resolution', 'wrote down the resolution “Tess acts for us” of Cabot: decided on 2026-01-01 by consensus'],
  ['mandate', 'gave Tess Tester a mandate as delegate of Cabot, from 2026-01-01'],
  ['assembly', 'created the assembly Cabot'],
  ['resolution', 'wrote down the resolution “Test” of Cabot: decided on 2026-01-01 by consensus'],
  ['membership', 'created the membership of Cabot in Vermont, under the resolution “Test”'],
  ['resolution', 'wrote down the resolution “Test” of Cabot: decided on 2026-01-01 by consensus'],
  ['stock', 'created the stock of Cabot in Bread: 12.5 kg, under the resolution “Test”'],
  ['resolution', 'wrote down the resolution “Test” of Cabot: decided on 2026-01-01 by consensus'],
  ['stock', 'revised the stock of Cabot in Bread: quantity from 12.5 to 14 kg, under the resolution “Test”'],
  ['resolution', 'wrote down the resolution “Test” of Cabot: decided on 2026-01-01 by consensus'],
  ['stock', 'retired the stock of Cabot in Bread, under the resolution “Test”'],
].map(([kind = '', what = '']) => ({ kind, sentence: `Tess Tester ${what}.` }));
/** The numbers of the rows of a kind. */
const rowsOfKind = (...kinds: string[]) => TOLD.flatMap(({ kind }, i) => (kinds.includes(kind) ? [before + 1 + i] : []));
const total = () => before + TOLD.length;
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('publicRecord', () => {
  it('tells who did what in plain words, the newest first, each act under its resolution', async () => {
    const answer = await list('', 'number sentence');
    const nodes = answer.data('publicRecord.nodes') as { number: number; sentence: string }[];
    expect(nodes.slice(0, TOLD.length)).toEqual(TOLD.map(({ sentence }, i) => ({ number: before + 1 + i, sentence })).reverse());
    expect(nodes.slice(TOLD.length).map(({ sentence }) => sentence).reverse()).toEqual([
      'Test added the person Tess Tester.',
      'Test created the assembly Founders.',
      'Test wrote down the resolution “Tess acts for us” of Founders: decided on 2026-01-01 by consensus.',
      'Test gave Tess Tester a mandate as delegate of Founders, from 2026-01-01.',
    ]);
  });

  it('goes through the whole record page by page, either way', async () => {
    const first = await list('(first: 3, direction: ASCENDING)', 'number');
    expect(first.data('publicRecord.nodes')).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
    expect(first.data('publicRecord.totalCount')).toBe(total());
    const next = await list(`(first: 100, direction: ASCENDING, after: "${first.text('publicRecord.pageInfo.endCursor')}")`, 'number');
    expect(next.data('publicRecord.nodes')).toEqual(upTo(total()).slice(3).map((number) => ({ number })));
    expect(next.data('publicRecord.pageInfo.hasNextPage')).toBe(false);
    const back = await list('(first: 3)', 'number');
    expect(back.data('publicRecord.nodes')).toEqual([0, 1, 2].map((i) => ({ number: total() - i })));
  });

  it('can be had by assembly, confederation, kind, deed, record and time', async () => {
    const numbers = async (filter: string, variables: object = {}) => {
      const nodes = (await list(`(direction: ASCENDING, filter: { ${filter} })`, 'number', variables)).data('publicRecord.nodes');
      return (nodes as { number: number }[]).map(({ number }) => number);
    };
    // Of Cabot is all from the resolution by which it gave its first mandate.
    expect(await numbers('assemblyId: $id', { id: cabot.id })).toEqual(TOLD.flatMap(({ sentence }, i) => (sentence.includes('Cabot') ? [before + 1 + i] : [])));
    expect(await numbers('confederationId: $id', { id: vermont.id })).toEqual(TOLD.flatMap(({ kind, sentence }, i) =>
      (['confederation', 'good', 'membership', 'stock'].includes(kind) || sentence.includes('coordinator of Vermont') ? [before + 1 + i] : [])));
    expect(await numbers('kinds: [GOOD, ASSEMBLY], from: $from', { from: await timeOf(before + 1) })).toEqual(rowsOfKind('good', 'assembly'));
    expect(await numbers('kinds: [STOCK], deeds: [REVISE]')).toEqual(rowsOfKind('stock').slice(1, 2));
    expect(await numbers('kinds: [STOCK], deeds: [RETIRE]')).toEqual(rowsOfKind('stock').slice(2));
    expect(await numbers('recordId: $id', { id: bread.id })).toEqual(rowsOfKind('good'));
    const third = new Date(Date.parse(await timeOf(before + 3)) + 1).toISOString();
    const earlier = await numbers('to: $to', { to: third });
    expect(earlier.slice(0, before + 3)).toEqual(upTo(before + 3));
    expect([...earlier, ...await numbers('from: $from', { from: third })]).toEqual(upTo(total()));
  });

  it('shows what was and is, by which mandate and resolution, and leads to whom it concerns', async () => {
    const answer = await list('(filter: { deeds: [REVISE] })', 'kind deed acting before after hash previousHash mandateId resolutionId recordId assembly { name } confederation { name }');
    const [mandate] = await api.database.dataSource.query<{ id: string }[]>(`select id from mandate where assembly_id = $1 and role = 'delegate'`, [cabot.id]);
    const resolution = await list(`(filter: { kinds: [RESOLUTION], recordId: "${answer.text('publicRecord.nodes.0.resolutionId')}" })`, 'number assembly { name }');
    expect(resolution.data('publicRecord.nodes')).toEqual([{ number: total() - 3, assembly: { name: 'Cabot' } }]);
    expect(answer.data('publicRecord.nodes.0')).toMatchObject({
      kind: 'STOCK', deed: 'REVISE', acting: 'Tess Tester', mandateId: mandate?.id, resolutionId: expect.any(String), assembly: { name: 'Cabot' }, confederation: { name: 'Vermont' },
    });
    expect(JSON.parse(answer.text('publicRecord.nodes.0.before'))).toMatchObject({ stock: { quantity: '12.5', version: 1 } });
    expect(JSON.parse(answer.text('publicRecord.nodes.0.after'))).toMatchObject({ stock: { quantity: '14', version: 2 } });
  });

  it('takes as many statements for a hundred rows as for one', async () => {
    await insertCycle(api, breadThroughWinter());
    const count = async (first: number) => await api.statements(async () =>
      await api.query(`{ publicRecord(first: ${first}) { totalCount nodes { number sentence assembly { name } confederation { name } } } }`));
    expect(await count(100)).toBe(5);
    expect(await count(1)).toBe(5);
    const sentences = (await list('(first: 100)', 'sentence')).data('publicRecord.nodes') as { sentence: string }[];
    expect(sentences.filter(({ sentence }) => !/^(Test|Tess Tester) (created|loaded|revised|retired|added|gave|wrote down) .*\.$/.test(sentence))).toEqual([]);
  });
});
