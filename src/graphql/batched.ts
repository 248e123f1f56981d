import DataLoader from 'dataloader';
import type { Acting } from '../accounts/acting.js';
import type { GraphqlContext } from './context.js';

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
  private readonly loaders = new WeakMap<GraphqlContext, Map<string, DataLoader<string, Value>>>();

  constructor(private readonly read: (acting: Acting, keys: readonly string[], ask: Ask) => Promise<readonly Value[]>) {}

  /** What `read` gives for this key; keys asked with the same `ask` are read together. Called for every parent of a list, so it does no more than it must. */
  load(context: GraphqlContext, key: string, ask: Ask): Promise<Value> {
    const loaders = this.loaders.get(context) ?? new Map<string, DataLoader<string, Value>>();
    if (loaders.size === 0) this.loaders.set(context, loaders);
    const asked = ask === null ? '' : JSON.stringify(ask);
    const known = loaders.get(asked);
    if (known) return known.load(key);
    const loader = new DataLoader<string, Value>(async (keys) => await this.readOnce(context.acting, keys, ask), { cache: false, maxBatchSize: 1000 });
    loaders.set(asked, loader);
    return loader.load(key);
  }

  private async readOnce(acting: Acting, keys: readonly string[], ask: Ask): Promise<(Value | Error)[]> {
    const once = [...new Set(keys)];
    const values = await this.read(acting, once, ask);
    const byKey = new Map(once.map((key, i) => [key, i]));
    return keys.map((key) => {
      const value = values[byKey.get(key) ?? -1];
      return value === undefined ? new Error(`nothing was read for ${key}`) : value;
    });
  }
}
