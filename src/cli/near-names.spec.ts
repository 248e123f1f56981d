import { describe, expect, it } from '@jest/globals';
import { nearIds } from './near-names.js';

const towns = [{ id: 'st-johnsbury', name: 'St. Johnsbury' }, { id: 'barre', name: 'Barre' }, { id: 'barton', name: 'Barton' }, { id: 'a-12', name: 'Cabot' }, { id: 'glover' }];

describe('ids near to one that is not known', () => {
  it.each<[string, string[]]>([
    ['bartn', ['barton']], ['Barton', ['barton']], ['CABOT', ['a-12']], ['johnsbury', ['st-johnsbury']], ['bar', ['barre', 'barton']], ['glvoer', ['glover']], ['montpelier', []], ['', []],
  ])('%s: %j', (asked, near) => { expect(nearIds(asked, towns)).toEqual(near); });
});
