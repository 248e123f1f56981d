import { hasHalfCharacter } from './shapes.js';

/**
 * A JSON value in canonical form (RFC 8785): no white space, members sorted by UTF-16 code units, numbers as ECMAScript writes
 * them. Two documents that say the same have the same canonical form, and so the same hash.
 *
 * @throws TypeError on what JSON cannot say: NaN, infinities, functions; and, as the RFC asks, on texts with half a surrogate pair, which
 * have no UTF-8 to hash (scenarios are checked for them). Members that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`);
  if (typeof value === 'string') return canonicalText(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${canonicalText(name)}:${canonicalJson(member)}`).join(',')}}`;
}

function canonicalText(value: string): string {
  if (hasHalfCharacter(value)) throw new TypeError(`canonical JSON has no half of a surrogate pair, as in ${JSON.stringify(value.slice(0, 200))}`);
  return JSON.stringify(value);
}
