import { describe, expect, it } from '@jest/globals';
import { deedOf, fieldsOf, givenChange, recordOf } from './told-change.js';

describe('a change of a proposal', () => {
  it('is given to the service as it came from it, and one of another kind or without anything is not', () => {
    expect(givenChange({ kind: 'createGood', json: '{"name":"Bread"}' })).toEqual({ createGood: { name: 'Bread' } });
    for (const [kind, json] of [['createPrice', '{}'], ['createGood', '[]'], ['createGood', 'null'], ['createGood', '{'], ['toString', '{}']] as const) {
      expect(givenChange({ kind, json })).toBeUndefined();
    }
  });

  it('says what is done to what kind of record', () => {
    expect(deedOf('reviseEcologicalLimit')).toEqual({ deed: 'revised', record: 'EcologicalLimit' });
    expect(deedOf('retireNorm')).toEqual({ deed: 'retired', record: 'Norm' });
    for (const kind of ['charter', 'admitAssembly', 'recreate']) expect(deedOf(kind)).toBeUndefined();
  });

  it('tells what is given: of a revision what changes, with what is set to nothing, and without ids that the heading tells', () => {
    expect(fieldsOf('{"id":"1","version":2,"changes":{"quantity":"3","periods":null}}')).toEqual([['quantity', '3'], ['periods', null]]);
    expect(fieldsOf('{"confederationId":"1","name":"Bread","storable":false}')).toEqual([['name', 'Bread'], ['storable', false]]);
    expect(fieldsOf('{"id":"1","version":2}')).toEqual([]);
    expect(recordOf('{"id":"1","version":2}')).toEqual({ id: '1', version: 2 });
    expect(recordOf('{"name":"Bread"}')).toBeUndefined();
  });
});
