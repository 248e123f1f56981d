import { describe, expect, it } from '@jest/globals';
import { every, joinSql, rawSql, sql } from './sql.js';

describe('pieces of SQL', () => {
  it('carry their values as numbered parameters, in order, however they are nested', () => {
    const inner = sql`b = ${2} and c = ${'three'}`;
    const query = sql`select ${rawSql('x')} from t where a = ${1} and ${inner} or ${inner} limit ${9}`.toQuery();
    expect(query.text).toBe('select x from t where a = $1 and b = $2 and c = $3 or b = $4 and c = $5 limit $6');
    expect(query.values).toEqual([1, 2, 'three', 2, 'three', 9]);
  });

  it('never let a value into the text', () => {
    expect(sql`name = ${"'; drop table good; --"}`.toQuery()).toEqual({ text: 'name = $1', values: ["'; drop table good; --"] });
  });

  it('join, and no condition at all is true', () => {
    expect(joinSql([sql`${1}`, sql`${2}`], ', ').toQuery()).toEqual({ text: '$1, $2', values: [1, 2] });
    expect(every([]).toQuery().text).toBe('true');
    expect(every([sql`a`, sql`b`]).toQuery().text).toBe('a and b');
  });
});
