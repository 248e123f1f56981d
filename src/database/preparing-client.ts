import pg from 'pg';

/** A statement that was run so often is prepared from then on, */
const OFTEN = 10;
/** as many as these, the first that were run so often: each takes memory in every connection of the server. */
const MOST_PREPARED = 200;
/** So many statements are counted; then counting begins anew. */
const MOST_COUNTED = 5000;

/** Names of the statements that are asked again and again, for all connections of the process. */
class StatementNames {
  private readonly names = new Map<string, string>();
  private counts = new Map<string, number>();

  /** The name under which to prepare this statement; undefined where it is not asked often. */
  of(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST_PREPARED) return known;
    const count = (this.counts.get(text) ?? 0) + 1;
    if (count < OFTEN) {
      if (this.counts.size >= MOST_COUNTED) this.counts = new Map();
      this.counts.set(text, count);
      return undefined;
    }
    this.counts.delete(text);
    const name = `often_${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}

const names = new StatementNames();

/**
 * A connection that has PostgreSQL keep the plans of what is read again and again: reading and planning a statement takes longer than running a small one.
 * What changes records is planned each time, for the settings of its own transaction.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // Pools listen for faults of the connections that rest, borrowers for those of the connections they have; one that comes while a connection passes from one to the
    // other would end the process. Whoever asks something of it is told by the statement itself.
    this.on('error', () => undefined);
    Object.defineProperty(this, 'query', { value: (...given: unknown[]): unknown => {
      const [text, values] = given;
      const name = typeof text === 'string' && Array.isArray(values) && given.length === 2 && /^\s*select\b/.test(text) ? names.of(text) : undefined;
      const asked: unknown[] = name === undefined ? given : [{ name, text, values }];
      const query: unknown = Reflect.get(pg.Client.prototype, 'query');
      if (typeof query !== 'function') throw new Error('pg.Client has no method query');
      return Reflect.apply(query, this, asked);
    } });
  }
}
