import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { anonymous } from '../accounts/acting.js';
import { buildSchema, execute, type GraphQLSchema, parse } from 'graphql';
import { Batched, topInOneRound } from './batched.js';
import type { GraphqlContext } from './context.js';

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

/** A schema in which a field at the top takes so many ms, and what is beneath it is read for many. */
function shelves(beneath: Batched<null, string>): GraphQLSchema {
  const schema = buildSchema('type Query { shelf(name: String!, after: Int!): Shelf } type Shelf { good: String }');
  const shelf = schema.getQueryType()?.getFields()['shelf'];
  if (!shelf) throw new Error('there is no shelf');
  shelf.resolve = async (_parent, { name, after }: { readonly name: string; readonly after: number }) => {
    await sleep(after);
    return { good: async (_asked: unknown, request: GraphqlContext) => await beneath.load(request, name, null) };
  };
  return schema;
}

describe('what is read for many', () => {
  it.each([[0, 20], [20, 0], [1, 1]])('is read as often, whichever of two lists comes first (after %i and %i ms)', async (first, second) => {
    const { lists, beneath, times } = listsAndBeneath();
    const request = newRequest();
    const under = async (key: string, ms: number) => await beneath.load(request, await lists.load(request, key, ms), null);
    expect(await Promise.all([under('needs', first), under('flows', second)])).toEqual(['needs list good', 'flows list good']);
    expect(times.map((keys) => keys.toSorted())).toEqual([['flows list', 'needs list']]);
  });

  it('is read as often, whichever field at the top of a query comes first', async () => {
    const { beneath, times } = listsAndBeneath();
    const schema = topInOneRound(shelves(beneath));
    for (const [quick, slow] of [[0, 20], [20, 0]]) {
      const answer = await execute({ schema, document: parse(`{ a: shelf(name: "a", after: ${quick}) { good } b: shelf(name: "b", after: ${slow}) { good } }`), contextValue: newRequest() });
      expect(answer).toEqual({ data: { a: { good: 'a good' }, b: { good: 'b good' } } });
    }
    expect(times.map((keys) => keys.toSorted())).toEqual([['a', 'b'], ['a', 'b']]);
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
