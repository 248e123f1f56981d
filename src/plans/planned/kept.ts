/**
 * What was computed of plans that are done, which never change: of the last few that were asked for. Whoever asks while it is computed
 * waits for the same; what failed is not kept. It is the same for everybody: nothing of who asks may go into it, and nothing of records that can be revised.
 */
export class Kept<Value> {
  private readonly values = new Map<string, Promise<Value>>();

  /**
   * @param compute of several keys at once, in their order
   * @param isFinal false for what is computed anew each time: of a plan that may not be done yet there is nothing
   */
  constructor(
    private readonly most: number, private readonly compute: (keys: readonly string[]) => Promise<readonly Value[]>, private readonly isFinal: (value: Value) => boolean = () => true,
  ) {}

  async getAll(keys: readonly string[]): Promise<Value[]> {
    const missing = keys.filter((key) => !this.values.has(key));
    if (missing.length > 0) this.begin(missing);
    const asked = keys.map((key) => this.use(key));
    this.dropOldest();
    return await Promise.all(asked);
  }

  private begin(keys: readonly string[]): void {
    const computed = this.compute(keys);
    keys.forEach((key, i) => {
      const value = computed.then((values) => valueAt(values, i, key));
      this.values.set(key, value);
      const forget = (): void => { if (this.values.get(key) === value) this.values.delete(key); };
      value.then((found) => { if (!this.isFinal(found)) forget(); }, forget);
    });
  }

  /** Taken out and put in again, so that what was not asked for longest stands first. */
  private async use(key: string): Promise<Value> {
    const value = this.values.get(key);
    if (value === undefined) throw new Error(`nothing was begun for ${key}`);
    this.values.delete(key);
    this.values.set(key, value);
    return await value;
  }

  private dropOldest(): void {
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.most) return;
      this.values.delete(oldest);
    }
  }
}

function valueAt<Value>(values: readonly Value[], i: number, key: string): Value {
  const value = values[i];
  if (value === undefined) throw new Error(`nothing was computed for ${key}`);
  return value;
}

/** Of a list, for isFinal: a plan that is not done has none yet. */
export function isThere(list: readonly unknown[]): boolean {
  return list.length > 0;
}
