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
    const batch = new Batch<Value>(async (keys) => {
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
  constructor(read: (keys: readonly string[]) => Promise<readonly Value[]>) {
    this.values = afterAllThatIsReady().then(async () => await this.readAll(read));
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

async function afterAllThatIsReady(): Promise<void> {
  await Promise.resolve();
  await new Promise<void>((resolve) => { process.nextTick(resolve); });
}
