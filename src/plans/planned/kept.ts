/**
 * What was computed of plans that are done, which never change: of the last few that were asked for. Whoever asks while it is computed
 * waits for the same; what failed is not kept.
 */
export class Kept<Value> {
  private readonly values = new Map<string, Promise<Value>>();

  /** @param compute of several keys at once, in their order */
  constructor(private readonly most: number, private readonly compute: (keys: readonly string[]) => Promise<readonly Value[]>) {}

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
      value.catch(() => { if (this.values.get(key) === value) this.values.delete(key); });
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
