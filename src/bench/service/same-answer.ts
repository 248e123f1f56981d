/** What one of the two services nests a level deeper than the other. */
const HOISTED = new Set(['totals', 'plan']);

/**
 * An answer's data in a form in which two services can be compared: names of values in small letters, quantities as numbers, moments in ms, a list with or without
 * `nodes` around it. Lists of objects in an order of our own: what is sorted by name is sorted by either service's own rule.
 * @param apart names of fields that are left out
 */
export function comparable(value: unknown, apart: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return inOneOrder(value.map((each) => comparable(each, apart)));
  if (typeof value === 'number') return Number(value.toPrecision(11));
  if (typeof value === 'string') return comparableText(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !apart.has(name)).flatMap(([name, child]): [string, unknown][] => {
    const shown = name === 'quantityByPeriod' ? byPeriod(child) : comparable(child, apart);
    return HOISTED.has(name) && isObject(shown) ? Object.entries(shown) : [[name, shown]];
  });
  const [first] = entries;
  return entries.length === 1 && first?.[0] === 'nodes' ? first[1] : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function inOneOrder(list: readonly unknown[]): unknown[] {
  if (!list.some(isObject)) return [...list];
  return list.map((each) => ({ each, key: JSON.stringify(each) })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ each }) => each);
}

function comparableText(text: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(Number(text).toPrecision(11));
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return Date.parse(text);
  return text.toLowerCase().replaceAll('-', '_');
}

/** {"q1": "2"} and [{"period": "q1", "quantity": "2"}] say the same. */
function byPeriod(value: unknown): unknown {
  if (!isObject(value)) return comparable(value, new Set());
  return comparable(Object.entries(value).map(([period, quantity]: [string, unknown]) => ({ period, quantity })), new Set());
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where two values differ first, in words; undefined where they say the same. */
export function difference(ours: unknown, theirs: unknown, at = 'data'): string | undefined {
  if (Object.is(ours, theirs)) return undefined;
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null) {
    return `${at}: ${JSON.stringify([ours]).slice(0, 80)} here, ${JSON.stringify([theirs]).slice(0, 80)} there`;
  }
  const [left, right] = [new Map(Object.entries(ours)), new Map(Object.entries(theirs))];
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const found = difference(left.get(name), right.get(name), `${at}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
