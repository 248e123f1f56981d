import { describe, expect, it } from '@jest/globals';
import { formOf } from '../../reading/amount.js';
import { readSheet } from '../../reading/sheet.js';
import { beginning, changeOf, type Entry, keep, type Standing, textIn, toInput, unkeep } from './draft.js';
import { placeCells, placeTable } from './place-sheet.js';

const place = { goodId: 'bread', tierId: 'vital', periodId: 'q1' };
const stood: Standing = { id: 'n', version: 3, quantity: '1234.5', yardstick: null, why: 'School' };
const typed = (text: string, from: Standing | undefined = stood, more: Partial<Entry> = {}, locale = 'ca'): Entry => ({ ...beginning(place, from, locale), quantity: { text, locale }, ...more });

describe('the difference', () => {
  it('is nothing where what is typed is what stands, however it is written', () => {
    expect(beginning(place, stood, 'ca').quantity.text).toBe('1.234,5');
    for (const entry of [beginning(place, stood, 'ca'), typed('1234,50'), typed('1,234.500', stood, {}, 'en'), typed('', undefined, { from: null })]) expect(changeOf(entry, entry.from ?? undefined)).toBeUndefined();
  });

  it('is what is new, changed and withdrawn; nothing and 0 are no need', () => {
    expect(changeOf(typed('7,25', undefined, { from: null, why: '' }), undefined)).toEqual({ kind: 'new', place, after: { quantity: '7.25', yardstick: null, why: '' } });
    expect(changeOf(typed('7'), stood)).toEqual({ kind: 'changed', place, before: stood, after: { quantity: '7', yardstick: null, why: 'School' } });
    expect(changeOf(typed('1234,5', stood, { why: 'Clinic' }), stood)).toMatchObject({ kind: 'changed', after: { why: 'Clinic' } });
    expect(changeOf(typed('1234,5', stood, { yardstick: { text: '1.000', locale: 'ca' } }), stood)).toMatchObject({ kind: 'changed', after: { yardstick: '1000' } });
    expect(changeOf(typed(''), stood)).toEqual({ kind: 'withdrawn', place, before: stood });
    expect(changeOf(typed('0,0'), stood)).toMatchObject({ kind: 'withdrawn' });
  });

  it('is a fault, or a question where something else stands by now, and never a guess', () => {
    expect(changeOf(typed('1.5'), stood)).toEqual({ kind: 'fault', place, field: 'quantity', fault: 'otherForm' });
    expect(changeOf(typed('5', stood, { yardstick: { text: 'x', locale: 'ca' } }), stood)).toMatchObject({ kind: 'fault', field: 'yardstick' });
    const now = { ...stood, version: 4, quantity: '9' };
    expect(changeOf(typed('7'), now)).toMatchObject({ kind: 'overtaken', now, after: { quantity: '7' } });
    expect(changeOf(typed(''), now)).toMatchObject({ kind: 'overtaken', after: null });
    expect(changeOf(typed('7'), undefined)).toMatchObject({ kind: 'overtaken', now: undefined });
    // Somebody else wrote the very same.
    expect(changeOf(typed('9'), now)).toBeUndefined();
    expect(changeOf(typed(''), undefined)).toBeUndefined();
  });

  it('goes to the service as three lists, whose faults find their way back', () => {
    const other = { ...place, periodId: 'q2' };
    const changes = [changeOf(typed('7'), stood), changeOf({ ...typed('8', undefined, { from: null, why: '' }), ...other }, undefined)].flatMap((change) => change ?? []);
    const { lists, places } = toInput(changes);
    expect(lists).toEqual({ needs: [{ ...other, quantity: '8', yardstick: null, why: '' }], revised: [{ id: 'n', version: 3, quantity: '7', yardstick: null, why: 'School' }], withdrawn: [] });
    expect(places.get('revised.0')).toEqual(place);
  });

  it('is kept, and nothing else is taken for it', () => {
    const kept = { entries: [typed('7')], rows: [{ goodId: 'bread', tierId: 'vital' }] };
    expect(unkeep(keep(kept))).toEqual(kept);
    for (const text of [null, '', '{', '[]', '{"form":1,"entries":[{}],"rows":[]}', keep(kept).replace('"form":1', '"form":0')]) expect(unkeep(text)).toEqual({ entries: [], rows: [] });
    expect(textIn({ text: '1.234', locale: 'ca' }, 'en')).toBe('1,234');
    expect(textIn({ text: '1.5', locale: 'ca' }, 'en')).toBe('1.5');
  });
});

describe('a sheet', () => {
  const named = (...names: string[]) => names.map((name) => ({ id: `id-${name}`, code: name.toLowerCase(), name }));
  const known = { goods: named('Bread', 'Milk', 'Llenya'), tiers: named('Vital', 'Further'), periods: named('Q1', 'Q2') };
  const read = (text: string, locale = 'ca') => placeTable(readSheet(text), known, formOf(locale));
  const at = (good: string, period: string, quantity: string, tier = 'Vital') => ({ goodId: `id-${good}`, tierId: `id-${tier}`, periodId: `id-${period}`, quantity });

  it('with a column for each period, or with a line for each need, says where everything goes', () => {
    expect(read('Bé\tUrgència\tUnitat\tQ1\tQ2\nbread\tVITAL\tkg\t1.200,5\t\n\nLLENYA\tfurther\tm3\t3\t4\n')).toEqual({ faults: [], entries: [
      at('Bread', 'Q1', '1.200,5'), at('Bread', 'Q2', ''), at('Llenya', 'Q1', '3', 'Further'), at('Llenya', 'Q2', '4', 'Further')] });
    expect(read('good;tier;period;quantity (kg);why\nmilk;vital;q2;7;"for; the school"', 'en')).toEqual({ faults: [], entries: [{ ...at('Milk', 'Q2', '7'), why: 'for; the school' }] });
  });

  it('tells everything that was not understood, and where', () => {
    expect(read('Good\tTier\tQ1\tQ3\nBread\tVital\t1.5\t2\nCheese\tVital\t3\t\nMilk\tnow\t4\t\nBread\tvital\t9\t', 'ca')).toEqual({
      entries: [at('Bread', 'Q1', '1.5')],
      faults: [
        { line: 1, column: 4, came: 'Q3', expected: 'heading' }, { line: 2, column: 3, came: '1.5', expected: 'amount' }, { line: 3, column: 1, came: 'Cheese', expected: 'good' },
        { line: 4, column: 2, came: 'now', expected: 'tier' }, { line: 5, column: 3, came: '9', expected: 'once' },
      ] });
    expect(read('Good\tQ1\nBread\t1')?.faults).toEqual([{ line: 2, column: 0, came: '', expected: 'tier' }]);
  });

  it('without headings goes to the right and down from where it is pasted', () => {
    const grid = [[{ ...place, periodId: 'q1' }, { ...place, periodId: 'q2' }]];
    expect(read('1\t2\n3\t4')).toBeUndefined();
    expect(placeCells([['1', ' 2,5 ', '3'], ['', 'x']], grid, formOf('ca'))).toEqual({
      entries: [{ ...place, quantity: '1' }, { ...place, periodId: 'q2', quantity: '2,5' }],
      faults: [{ line: 1, column: 3, came: '3', expected: 'inside' }, { line: 2, column: 2, came: 'x', expected: 'inside' }],
    });
  });
});
