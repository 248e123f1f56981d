import { createHash } from 'node:crypto';
import { RefusedAsk } from './refused-ask.js';

/** A place in a sorted list: behind the record with this id, whose sort value is this (as PostgreSQL prints it). */
export interface Place {
  readonly value: string;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SUM_LENGTH = 12;

/** `order`: how the list is sorted (`NAME ascending`); a cursor is good for that order alone. */
export function encodeCursor(order: string, place: Place): string {
  const content = JSON.stringify([order, place.value, place.id]);
  return Buffer.from(sum(content) + content).toString('base64url');
}

/** The place that a cursor names. RefusedAsk where it is none of this list. */
export function decodeCursor(order: string, cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString();
  const content = text.slice(SUM_LENGTH);
  const whole = text.slice(0, SUM_LENGTH) === sum(content) && Buffer.from(text).toString('base64url') === cursor;
  const [cursorsOrder, value, id] = whole ? partsOf(content) : [];
  if (typeof value !== 'string' || typeof id !== 'string' || !UUID.test(id)) {
    throw new RefusedAsk('BAD_CURSOR', 'after', 'a cursor as this list gave it, unchanged', cursor);
  }
  if (cursorsOrder !== order) {
    throw new RefusedAsk('BAD_CURSOR', 'after', `a cursor of this list sorted by ${order}`, `one sorted by ${String(cursorsOrder)}`);
  }
  return { value, id };
}

/** Not a secret: it tells a cursor that was cut or altered from one that is whole. */
function sum(content: string): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, SUM_LENGTH);
}

function partsOf(content: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(content);
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
