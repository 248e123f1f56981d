import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { type Api, startApi } from './graphql.js';
import { insertCycle } from './planned-cycle.js';
import { make, makeAssembly, makeConfederation, makeGood, type Made } from './records.js';

let api: Api;
let vermont: Made;
let cabot: Made;
let bread: Made;
beforeAll(async () => {
  api = await startApi();
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

describe('publicRecord', () => {
  it('tells who did what in plain words, the newest first', async () => {
    const answer = await list('', 'number sentence');
    expect(answer.data('publicRecord.nodes')).toEqual([
      'The local operator retired the stock of Cabot in Bread.',
      'The local operator revised the stock of Cabot in Bread: quantity from 12.5 to 14 kg.',
      'The local operator created the stock of Cabot in Bread: 12.5 kg.',
      'The local operator created the membership of Cabot in Vermont.',
      'The local operator created the assembly Cabot.',
      'The local operator created the good Bread of Vermont.',
      'The local operator created the confederation Vermont.',
    ].map((sentence, i) => ({ number: 7 - i, sentence })));
  });

  it('goes through the whole record page by page, either way', async () => {
    const first = await list('(first: 3, direction: ASCENDING)', 'number');
    expect(first.data('publicRecord.nodes')).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
    expect(first.data('publicRecord.totalCount')).toBe(7);
    const next = await list(`(first: 100, direction: ASCENDING, after: "${first.text('publicRecord.pageInfo.endCursor')}")`, 'number');
    expect(next.data('publicRecord.nodes')).toEqual([{ number: 4 }, { number: 5 }, { number: 6 }, { number: 7 }]);
    expect(next.data('publicRecord.pageInfo.hasNextPage')).toBe(false);
  });

  it('can be had by assembly, confederation, kind, deed, record and time', async () => {
    const numbers = async (filter: string, variables: object = {}) => {
      const nodes = (await list(`(direction: ASCENDING, filter: { ${filter} })`, 'number', variables)).data('publicRecord.nodes');
      return (nodes as { number: number }[]).map(({ number }) => number);
    };
    expect(await numbers('assemblyId: $id', { id: cabot.id })).toEqual([3, 4, 5, 6, 7]);
    expect(await numbers('confederationId: $id', { id: vermont.id })).toEqual([1, 2, 4, 5, 6, 7]);
    expect(await numbers('kinds: [GOOD, ASSEMBLY]')).toEqual([2, 3]);
    expect(await numbers('kinds: [STOCK], deeds: [REVISE]')).toEqual([6]);
    expect(await numbers('recordId: $id', { id: bread.id })).toEqual([2]);
    const at = (await list('(direction: ASCENDING)', 'at')).data('publicRecord.nodes') as { at: string }[];
    const third = new Date(Date.parse(at[2]?.at ?? '') + 1).toISOString();
    const before = await numbers('to: $to', { to: third });
    expect(before.slice(0, 3)).toEqual([1, 2, 3]);
    expect([...before, ...await numbers('from: $from', { from: third })]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('shows what was and is, and leads to whom it concerns', async () => {
    const answer = await list('(filter: { deeds: [REVISE] })', 'kind deed acting before after hash previousHash mandateId resolutionId recordId assembly { name } confederation { name }');
    expect(answer.data('publicRecord.nodes.0')).toMatchObject({
      kind: 'STOCK', deed: 'REVISE', acting: 'local operator', mandateId: null, resolutionId: null, assembly: { name: 'Cabot' }, confederation: { name: 'Vermont' },
    });
    expect(JSON.parse(answer.text('publicRecord.nodes.0.before'))).toMatchObject({ stock: { quantity: '12.5', version: 1 } });
    expect(JSON.parse(answer.text('publicRecord.nodes.0.after'))).toMatchObject({ stock: { quantity: '14', version: 2 } });
  });

  it('takes as many statements for a hundred rows as for one', async () => {
    await insertCycle(api, breadThroughWinter());
    const count = async (first: number) => await api.statements(async () =>
      await api.query(`{ publicRecord(first: ${first}) { totalCount nodes { number sentence assembly { name } confederation { name } } } }`));
    expect(await count(100)).toBe(5);
    const sentences = (await list('(first: 100)', 'sentence')).data('publicRecord.nodes') as { sentence: string }[];
    expect(sentences.filter(({ sentence }) => !/^Test (created|loaded|revised) the [a-z].*\.$|^The local operator /.test(sentence))).toEqual([]);
  });
});
