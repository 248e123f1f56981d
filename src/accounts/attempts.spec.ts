import { describe, expect, it } from '@jest/globals';
import { Attempts, networkOf } from './attempts.js';

describe('attempts', () => {
  it('are as many as may be within the span, and then none until it is over', () => {
    const attempts = new Attempts(2, 1000);
    expect([attempts.begin('a', 0), attempts.begin('a', 10), attempts.begin('a', 20)]).toEqual([undefined, undefined, new Date(1000)]);
    expect(attempts.begin('b', 20)).toBeUndefined();
    expect(attempts.begin('a', 999)).toEqual(new Date(1000));
    expect(attempts.begin('a', 1000)).toBeUndefined();
  });

  it('that were good do not count', () => {
    const attempts = new Attempts(1, 1000);
    attempts.begin('a', 0);
    attempts.takeBack('a');
    expect(attempts.begin('a', 1)).toBeUndefined();
    expect(attempts.begin('a', 2)).toEqual(new Date(1000));
    attempts.forget('a');
    expect(attempts.begin('a', 3)).toBeUndefined();
  });

  it('are kept for so many keys and no more', () => {
    const attempts = new Attempts(1, 1000, 2);
    for (const key of ['a', 'b', 'c']) attempts.begin(key, 0);
    expect(attempts.begin('c', 1)).toEqual(new Date(1000));
    expect(attempts.begin('b', 1)).toEqual(new Date(1000));
    expect(attempts.begin('a', 1)).toBeUndefined();
  });
});

it('addresses of one network are one', () => {
  expect(['192.0.2.7', '::ffff:192.0.2.7', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9', '::1'].map(networkOf))
    .toEqual(['192.0.2.7', '::ffff:192.0.2.7', '2001:db8:1:2', '2001:db8:1:2', '']);
});
