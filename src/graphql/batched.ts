import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { Acting } from '../accounts/acting.js';
import type { GraphqlContext } from './context.js';

/** So many keys are read at once, at most. */
const AT_ONCE = 1000;

/**
 * Reads what many parents of one request ask for in one go, so that a list of a hundred takes as many SQL statements as a list of one:
 *
 *     private readonly goodsOf = new Batched((acting: Acting, ids: readonly string[], ask: GoodsAsk) => this.goods.pagesOf(acting, ids, ask));
 *     …
 *     return await this.goodsOf.load(context, confederation.id, ask);
 *
 * What is asked for while something of the same request is being read waits until all of that has come, and is then read together: which of two parts of a query is
 * answered first is chance, and how many statements a query takes must not be.
 *
 * `read` gets each key once and answers in their order, with null where there is nothing to be shown. Nothing is kept once it was read: what a later mutation of the
 * same request, or the next event of a subscription, reads is never stale.
 */
export class Batched<Ask, Value> {
  private readonly batches = new WeakMap<GraphqlContext, Map<string, Batch<Value>>>();

  constructor(private readonly read: (acting: Acting, keys: readonly string[], ask: Ask) => Promise<readonly Value[]>) {}

  /** What `read` gives for this key; keys asked with the same `ask` are read together. Called for every parent of a list, so it does no more than it must. */
  load(context: GraphqlContext, key: string, ask: Ask): Promise<Value> {
    const batches = this.batches.get(context) ?? new Map<string, Batch<Value>>();
    if (batches.size === 0) this.batches.set(context, batches);
    const asked = ask === null ? '' : JSON.stringify(ask);
    const known = batches.get(asked);
    if (known) return known.load(key);
    const batch = new Batch<Value>(roundsOf(context), async (keys) => {
      batches.delete(asked);
      return await this.read(context.acting, keys, ask);
    });
    batches.set(asked, batch);
    return batch.load(key);
  }
}

/** Keys that are read together: one promise for each, however many ask for it. */
class Batch<Value> {
  private readonly promises = new Map<string, Promise<Value>>();
  private readonly values: Promise<ReadonlyMap<string, Value>>;

  /** @param read is called once, when all have asked who can without waiting for something else */
  constructor(rounds: Rounds, read: (keys: readonly string[]) => Promise<readonly Value[]>) {
    this.values = rounds.inNext(async () => await this.readAll(read));
  }

  load(key: string): Promise<Value> {
    const known = this.promises.get(key);
    if (known) return known;
    const promise = this.values.then((values) => {
      const value = values.get(key);
      if (value === undefined) throw new Error(`nothing was read for ${key}`);
      return value;
    });
    this.promises.set(key, promise);
    return promise;
  }

  private async readAll(read: (keys: readonly string[]) => Promise<readonly Value[]>): Promise<ReadonlyMap<string, Value>> {
    const keys = [...this.promises.keys()];
    // `read` first says that whoever asks from now on is too late for this batch, so all parts of it begin at once.
    const parts = Array.from({ length: Math.ceil(keys.length / AT_ONCE) }, (_, part) => keys.slice(part * AT_ONCE, (part + 1) * AT_ONCE));
    const values = await Promise.all(parts.map(async (some) => await read(some)));
    return new Map(parts.flatMap((some, part) => some.flatMap((key, place): [string, Value][] => {
      const value = values[part]?.[place];
      return value === undefined ? [] : [[key, value]];
    })));
  }
}

/** What one request reads, round by round: a round begins when the one before has come whole, and all have asked who were waiting for it. */
class Rounds {
  private waiting: (() => void)[] = [];
  private underWay = 0;
  private called = false;

  /** @param read must not wait for a later round, since that waits for it */
  async inNext<Read>(read: () => Promise<Read>): Promise<Read> {
    await new Promise<void>((begin) => {
      this.waiting.push(begin);
      this.callNext();
    });
    return await this.untilOver(read);
  }

  /** Now, as part of the round that is under way; for what is asked for before anything has come. */
  async inThis<Read>(read: () => Promise<Read>): Promise<Read> {
    this.underWay++;
    return await this.untilOver(read);
  }

  private async untilOver<Read>(read: () => Promise<Read>): Promise<Read> {
    try {
      return await read();
    } finally {
      this.underWay--;
      this.callNext();
    }
  }

  private callNext(): void {
    if (this.called || this.underWay > 0 || this.waiting.length === 0) return;
    this.called = true;
    // When all promises that are ready have been followed, and what they lead to.
    void Promise.resolve().then(() => { process.nextTick(() => { this.begin(); }); });
  }

  private begin(): void {
    const begins = this.waiting;
    this.waiting = [];
    this.called = false;
    this.underWay += begins.length;
    for (const begin of begins) begin();
  }
}

/** What the fields at the top of a query read is its first round: what is beneath one of them is read together with what is beneath the others. */
export function topInOneRound(schema: GraphQLSchema): GraphQLSchema {
  const fields: readonly GraphQLField<unknown, GraphqlContext>[] = Object.values(schema.getQueryType()?.getFields() ?? {});
  for (const field of fields) {
    const { resolve } = field;
    if (resolve) field.resolve = async (...asked): Promise<unknown> => await roundsOf(asked[2]).inThis(async () => await resolve(...asked));
  }
  return schema;
}

const rounds = new WeakMap<GraphqlContext, Rounds>();

function roundsOf(context: GraphqlContext): Rounds {
  const known = rounds.get(context) ?? new Rounds();
  rounds.set(context, known);
  return known;
}
