import { isIPv6 } from 'node:net';

interface Counted {
  count: number;
  /** When counting begins anew, in ms. */
  readonly until: number;
}

/** Counts attempts by some key within a span of time, in memory: a restart forgets them, and several processes count each for itself. */
export class Attempts {
  private readonly counted = new Map<string, Counted>();

  /**
   * @param most attempts within the span
   * @param span in ms
   * @param keys how many keys are kept; the oldest are forgotten first
   */
  constructor(private readonly most: number, private readonly span: number, private readonly keys = 10_000) {}

  /** Counts one more. @returns when it can be tried again, where there were too many already */
  begin(key: string, now = Date.now()): Date | undefined {
    const found = this.counted.get(key);
    if (found && found.until > now) {
      if (found.count >= this.most) return new Date(found.until);
      found.count++;
      return undefined;
    }
    this.counted.delete(key);
    const [oldest] = this.counted.keys();
    if (oldest !== undefined && this.counted.size >= this.keys) this.counted.delete(oldest);
    this.counted.set(key, { count: 1, until: now + this.span });
    return undefined;
  }

  /** The attempt was a good one: it is not counted. */
  takeBack(key: string): void {
    const found = this.counted.get(key);
    if (found && found.count > 0) found.count--;
  }

  /** Nothing that was tried before counts any more. */
  forget(key: string): void {
    this.counted.delete(key);
  }
}

/** Whom an address stands for: with IPv6 whoever has one has 2^64 of them, so the network is counted. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [beginning = ''] = address.split('::');
  return beginning.split(':').slice(0, 4).join(':');
}
