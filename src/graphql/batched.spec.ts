import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { anonymous } from '../accounts/acting.js';
import { Batched } from './batched.js';

const newRequest = () => ({ acting: anonymous, address: '127.0.0.1' });

/** Lists that take so many ms to be read, and what is beneath them, with the keys of each time that it is read. */
function listsAndBeneath() {
  const lists = new Batched(async (_acting, keys: readonly string[], ms: number) => {
    await sleep(ms);
    return keys.map((key) => `${key} list`);
  });
  const times: (readonly string[])[] = [];
  const beneath = new Batched<null, string>(async (_acting, keys: readonly string[]) => {
    times.push(keys);
    return await Promise.resolve(keys.map((key) => `${key} good`));
  });
  return { lists, beneath, times };
}

describe('what is read for many', () => {
  it.each([[0, 20], [20, 0], [1, 1]])('is read as often, whichever of two lists comes first (after %i and %i ms)', async (first, second) => {
    const { lists, beneath, times } = listsAndBeneath();
    const request = newRequest();
    const under = async (key: string, ms: number) => await beneath.load(request, await lists.load(request, key, ms), null);
    expect(await Promise.all([under('needs', first), under('flows', second)])).toEqual(['needs list good', 'flows list good']);
    expect(times.map((keys) => keys.toSorted())).toEqual([['flows list', 'needs list']]);
  });

  it('of one request waits for no other request', async () => {
    const { lists, beneath } = listsAndBeneath();
    const [slow, quick] = [newRequest(), newRequest()];
    const came: string[] = [];
    const waits = lists.load(slow, 'slow', 50).then((value) => { came.push(value); });
    came.push(await beneath.load(quick, 'quick', null));
    await waits;
    expect(came).toEqual(['quick good', 'slow list']);
  });

  it('is read once for each key, and anew when it is asked for again', async () => {
    const { beneath, times } = listsAndBeneath();
    const request = newRequest();
    await Promise.all(['a', 'b', 'a'].map(async (key) => await beneath.load(request, key, null)));
    await beneath.load(request, 'a', null);
    expect(times).toEqual([['a', 'b'], ['a']]);
  });

  it('holds up nothing where it fails', async () => {
    const { beneath } = listsAndBeneath();
    const failing = new Batched<null, string>(async () => await Promise.reject(new Error('the disk is on fire')));
    const request = newRequest();
    await expect(Promise.all([failing.load(request, 'a', null), beneath.load(request, 'a', null)])).rejects.toThrow('the disk is on fire');
    expect(await beneath.load(request, 'b', null)).toBe('b good');
  });
});
