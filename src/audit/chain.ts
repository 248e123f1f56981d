import { createHash } from 'node:crypto';
import { canonicalJson } from '../planning/index.js';

/** Where a record stands: how many rows it has, and the hash of the last. */
export interface Head {
  readonly count: number;
  readonly hash: string;
}

/** Of a record without a row: what the first row says came before it. */
export const BEGINNING: Head = { count: 0, hash: '0'.repeat(64) };

/** SHA-256, in hex, of the canonical JSON (RFC 8785) of a row without its member `hash`. docs/public-record.md */
export function hashOfRow(row: Readonly<Record<string, unknown>>): string {
  const content = Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'hash'));
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/**
 * Walks a record row by row from its beginning, holding no more of it than the last number and hash.
 * A fault that it finds is the first; what comes after it says nothing any more.
 */
export class Chain {
  private at = BEGINNING;

  /** @param kept a head that somebody kept from earlier: the record must still lead there */
  constructor(private readonly kept?: Head) {}

  /** Where the rows that were taken lead to. */
  get head(): Head {
    return this.at;
  }

  /** Takes the next row. @returns what is wrong with it, in words; undefined where it is as it must be */
  take(row: unknown): string | undefined {
    const { count } = this.at;
    const place = count === 0 ? 'the first row' : `the row after row ${count}`;
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return `${place}: expected an object of JSON, got ${String(row).slice(0, 60)}`;
    const { number, previous, hash }: { readonly number?: unknown; readonly previous?: unknown; readonly hash?: unknown } = row;
    if (typeof number !== 'number' || typeof hash !== 'string') return `${place}: expected a number and a hash, got ${typeof number} and ${typeof hash}`;
    if (number !== count + 1) return wrongNumber(count, number);
    const computed = hashOfRow({ ...row });
    if (computed !== hash) return `row ${number} was edited: its content has the hash ${computed}, but it says ${hash}`;
    if (previous !== this.at.hash) {
      return `row ${number} does not follow row ${count}: it says that the hash before it is ${String(previous)}, but that is ${this.at.hash}; `
        + `row ${count} was edited and hashed anew, or row ${number} was put in or put elsewhere`;
    }
    this.at = { count: number, hash };
    return this.kept?.count === number && this.kept.hash !== hash
      ? `row ${number} is another than it was: its hash was ${this.kept.hash}, and is ${hash}; the record was written anew up to there` : undefined;
  }

  /** Says what is wrong where no row is left. @param expected where the record itself says that it ends */
  end(expected?: Head): string | undefined {
    for (const [head, whose] of [[this.kept, 'the head that was kept says'], [expected, 'its head says']] as const) {
      if (head && head.count > this.at.count) return `the record is cut off after row ${this.at.count}: ${whose} that there were ${head.count} rows`;
    }
    if (expected && (expected.count !== this.at.count || expected.hash !== this.at.hash)) {
      return `the record ends with row ${this.at.count} and the hash ${this.at.hash}, but its head says row ${expected.count} and ${expected.hash}`;
    }
    return undefined;
  }
}

function wrongNumber(count: number, number: number): string {
  if (number > count + 1) return `row ${count + 1} is missing: row ${number} comes ${count === 0 ? 'first' : `after row ${count}`}`;
  return `row ${number} comes after row ${count}: it stands there a second time, or out of its order`;
}

/** "123:<64 hex digits>", as GET /record/head gives them; undefined where it is none. */
export function readHead(text: string): Head | undefined {
  const [, count, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return count === undefined || hash === undefined ? undefined : { count: Number(count), hash };
}
