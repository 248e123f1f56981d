import { describe, expect, it } from '@jest/globals';
import { differencesOf, type HeldCell, type HeldMark } from './held-changes.js';
import { ALWAYS, goodLine, type Held, linesOf } from './held.js';

const bread = { id: 'bread', name: 'Bread', unit: 'kg' };
const held: Held = {
  stocks: [{ id: 's1', version: 1, quantity: '90', period: null, good: bread }, { id: 's2', version: 4, quantity: '5', period: null, good: bread }, { id: 's3', version: 1, quantity: '7', period: 'q2', good: bread }],
  exportLimits: [{ id: 'x', version: 1, quantity: '10', period: null, good: bread }],
  pools: [{ id: 'p', version: 2, name: 'Bakers', kind: 'LABOUR', unit: 'hours', quantity: '100', quantityByPeriod: null, enterprise: null }],
  landParcels: [{ id: 'l', version: 1, name: 'Meadow', use: '', hectares: '3', fitFor: ['pasture'] }],
  enterprises: [{ id: 'e', version: 1, name: 'Mill', description: '', processes: { nodes: [] } }],
};
const lines = linesOf(held);
const context = { assemblyId: 'a', columns: [ALWAYS, 'q1', 'q2'] };
const cell = (line: string, column: string, text: string, seen: HeldCell['seen']): HeldCell => ({ line, column, text, locale: 'en', seen });
const changes = (cells: readonly HeldCell[], marks: readonly HeldMark[] = []) => differencesOf(lines, { cells, marks }, context).map(({ kind, fault, change }) => change ?? fault ?? kind);
const [first, second] = [goodLine('stock', 'bread'), goodLine('stock', 'bread', 1)];

describe('what changes of what is held', () => {
  it('has a line for each good, and another where two stocks are of one period', () => {
    expect(lines.map(({ id, amounts }) => [id, Object.keys(amounts)])).toEqual([[first, [ALWAYS, 'q2']], [second, [ALWAYS]], [goodLine('exportLimit', 'bread'), [ALWAYS]], ['p', [ALWAYS]], ['l', [ALWAYS]], ['e', []]]);
  });

  it('of a good is of each field alone; 0 is an amount, and nothing retires', () => {
    expect(changes([cell(first, ALWAYS, '90.0', { id: 's1', version: 1 }), cell(first, 'q1', '1,200.5', null), cell(first, 'q2', '', { id: 's3', version: 1 }), cell(second, ALWAYS, '0', { id: 's2', version: 4 })])).toEqual([
      { createStock: { assemblyId: 'a', goodId: 'bread', quantity: '1200.5', period: 'q1' } }, { retireStock: { id: 's3', version: 1 } }, { reviseStock: { id: 's2', version: 4, changes: { quantity: '0' } } },
    ]);
    expect(changes([cell(first, ALWAYS, '9', { id: 's1', version: 0 })])).toEqual(['overtaken']);
    expect(changes([cell(first, ALWAYS, '9,5', { id: 's1', version: 1 })])).toEqual(['otherForm']);
  });

  it('of a pool is one amount, or one for each of some periods', () => {
    const seen = { id: 'p', version: 2 };
    expect(changes([cell('p', ALWAYS, '', seen), cell('p', 'q1', '40', seen)])).toEqual([{ revisePool: { ...seen, changes: { name: 'Bakers', quantityByPeriod: [{ period: 'q1', quantity: '40' }] } } }]);
    expect(changes([cell('p', 'q1', '40', seen)])).toEqual(['either']);
    expect(changes([cell('p', ALWAYS, '', seen)])).toEqual(['missing']);
    expect(changes([], [{ line: 'p', name: 'The bakers', seen }])).toEqual([{ revisePool: { ...seen, changes: { name: 'The bakers' } } }]);
    expect(changes([cell('p', ALWAYS, '100', { id: 'p', version: 1 })])).toEqual([]);
  });

  it('of land and enterprises names the record, and retires it as it was seen', () => {
    expect(changes([cell('l', ALWAYS, '0', { id: 'l', version: 1 })])).toEqual(['zero']);
    expect(changes([cell('l', ALWAYS, '3.5', { id: 'l', version: 1 })])).toEqual([{ reviseLandParcel: { id: 'l', version: 1, changes: { name: 'Meadow', hectares: '3.5' } } }]);
    expect(changes([], [{ line: 'e', retired: true, seen: { id: 'e', version: 1 } }, { line: 'l', retired: true, seen: { id: 'l', version: 0 } }])).toEqual(['overtaken', { retireEnterprise: { id: 'e', version: 1 } }]);
  });
});
