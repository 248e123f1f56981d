import type { ClientConfig } from 'pg';
import type { DataSource } from 'typeorm';
import { log } from '../config/log.js';
import { PreparingClient } from './preparing-client.js';

type Row = Record<string, unknown>;

/** So many connections read for everybody. */
const CONNECTIONS = 4;

interface Connection {
  readonly client: PreparingClient;
  readonly connected: Promise<unknown>;
  /** Statements that were sent and are not answered. */
  waiting: number;
}

/**
 * Reads outside of transactions, by a few connections that everybody shares: statements are sent one behind the other without waiting for answers, and those of one
 * turn of the event loop together, to one connection. What a page asks for takes a dozen statements; it is the sending and the answers apart that takes the time of the
 * service, and waking another process of PostgreSQL takes longer than a small statement.
 */
export class SharedReads {
  private readonly connections = new Set<Connection>();
  /** To which the statements of this turn go, once there is one. */
  private ofThisTurn: Connection | undefined;
  private closed = false;

  constructor(private readonly config: ClientConfig) {}

  /** The rows of a statement that changes nothing. */
  async rows(text: string, values: unknown[]): Promise<Row[]> {
    const connection = this.ofThisTurn ?? this.beginTurn();
    connection.waiting++;
    try {
      await connection.connected;
      return (await connection.client.query<Row>(text, values)).rows;
    } finally {
      connection.waiting--;
    }
  }

  /** Once what is under way has been answered: a connection that is still being made is waited for too, as ended in the midst of its beginning it may never say that it is. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.connections].map(async ({ client, connected }) => {
      await connected.catch(() => undefined);
      await client.end();
    }));
  }

  private leastBusy(): Connection {
    if (this.closed) throw new Error('the service is stopping');
    const [first] = [...this.connections].sort((a, b) => a.waiting - b.waiting);
    return first === undefined || first.waiting > 0 && this.connections.size < CONNECTIONS ? this.open() : first;
  }

  private open(): Connection {
    const client = new PreparingClient({ ...this.config, pipeline: true });
    const connection: Connection = { client, connected: client.connect(), waiting: 0 };
    const forget = (): void => { this.connections.delete(connection); };
    // Whoever waits for an answer is told by the statement itself.
    client.on('error', (error) => { forget(); log.warn(error, 'a connection that reads was lost'); });
    client.on('end', forget);
    connection.connected.catch(forget);
    this.connections.add(connection);
    return connection;
  }

  /** What is sent from here on goes together, when all have been called who are to be called in this turn. */
  private beginTurn(): Connection {
    const connection = this.leastBusy();
    const { stream } = connection.client.connection;
    stream.cork();
    setImmediate(() => {
      this.ofThisTurn = undefined;
      stream.uncork();
    });
    this.ofThisTurn = connection;
    return connection;
  }
}

const shared = new WeakMap<DataSource, SharedReads>();

/** The shared connections to a database, where there are. */
export function sharedReadsOf(data: DataSource): SharedReads | undefined {
  return shared.get(data);
}

/** From now on whoever reads from this database outside of a transaction does so by these connections; by its own ones again where there are none. */
export function shareReads(data: DataSource, reads: SharedReads | undefined): void {
  if (reads) shared.set(data, reads);
  else shared.delete(data);
}
