import { describe, expect, it } from '@jest/globals';
import { sentenceOf, type Told } from './sentence.js';

const nobody = { assembly: undefined, confederation: undefined, good: undefined, unit: undefined, period: undefined, cycle: undefined };
const told = (given: Partial<Told>): string => sentenceOf({ acting: 'local operator', deed: 'revise', kind: 'need', before: undefined, after: undefined, names: nobody, ...given });
const state = (rows: object): Told['before'] => new Map(Object.entries(rows));

describe('a row of the public record in plain words', () => {
  it('says what changed, from what to what, with the unit', () => {
    expect(told({
      before: state({ need: { quantity: '12', why: '', version: 1, updated_at: 'a' } }), after: state({ need: { quantity: '14.5', why: 'a fair', version: 2, updated_at: 'b' } }),
      names: { ...nobody, assembly: 'Cabot', confederation: 'Vermont', good: 'Bread', unit: 't', period: 'Winter' },
    })).toBe('The local operator revised the need of Cabot for Bread, Winter: quantity from 12 to 14.5 t, why from none to a fair.');
  });

  it('says of lists how long they were and are, and at most four changes one by one', () => {
    expect(told({
      kind: 'process', before: state({ process: { name: 'Bake', a: 1, b: 1, c: 1, d: 1 }, process_input: [{}, {}] }), after: state({ process: { name: 'Bake', a: 2, b: 2, c: 2, d: 2 }, process_output: [{}] }),
    })).toBe('The local operator revised the process Bake: a from 1 to 2, b from 1 to 2, c from 1 to 2, d from 1 to 2, and 2 more.');
    expect(told({ kind: 'process', before: state({ process: { name: 'Bake' }, process_input: [{}, {}] }), after: state({ process: { name: 'Bake' } }) }))
      .toBe('The local operator revised the process Bake: list of input from 2 to 0.');
  });

  it('tells of plans, memberships, what is gone, and others who act', () => {
    expect(told({ acting: 'planner', deed: 'finish', kind: 'plan', after: state({ plan: { status: 'done' } }), names: { ...nobody, confederation: 'Vermont', cycle: 'the year 2027' } }))
      .toBe('The planner finished the plan of Vermont for the year 2027.');
    expect(told({ deed: 'create', kind: 'membership', after: state({ membership: {} }), names: { ...nobody, assembly: 'Cabot', confederation: 'Vermont' } }))
      .toBe('The local operator created the membership of Cabot in Vermont.');
    expect(told({ acting: 'ada, by hand', deed: 'delete', kind: 'land_parcel', before: state({ land_parcel: { name: 'Meadow' } }), names: { ...nobody, assembly: 'Cabot' } }))
      .toBe('Ada, by hand deleted the land parcel Meadow of Cabot.');
  });
});
