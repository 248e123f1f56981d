import { describe, expect, it } from '@jest/globals';
import { stoppable } from './stoppable.js';

describe('a stoppable generator', () => {
  it('gives what the generator gives, and ends with it', async () => {
    const given: number[] = [];
    for await (const each of stoppable(async function* () { await Promise.resolve(); yield 1; yield 2; }, () => undefined)) given.push(each);
    expect(given).toEqual([1, 2]);
  });

  it('stops what the generator waits for when nobody wants more', async () => {
    let ended = false;
    const waiting = stoppable(async function* (signal) {
      try {
        yield 1;
        await new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }); });
      } finally {
        ended = true;
      }
    }, () => undefined);
    await waiting.next();
    const next = waiting.next();
    await waiting.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(ended).toBe(true);
    expect(await waiting.next()).toEqual({ done: true, value: undefined });
  });

  it('tells of what is thrown, and ends', async () => {
    const told: unknown[] = [];
    const broken = stoppable<number>(async function* () { await Promise.resolve(); throw new Error('away'); }, (error) => { told.push(error); });
    expect(await broken.next()).toEqual({ done: true, value: undefined });
    expect(told).toEqual([new Error('away')]);
  });
});
