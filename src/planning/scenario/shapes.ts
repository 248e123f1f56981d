/** One thing that is wrong with a document: where, what was expected there, and what came. */
export interface Fault {
  /** As in `needs[17].quantity`; empty for the document itself. */
  readonly place: string;
  readonly expected: string;
  /** What came, in JSON, shortened. */
  readonly came: string;
}

export type Report = (place: string, expected: string, came: unknown) => void;
/** Reports what is wrong with a value at a place. */
export type Shape = (value: unknown, place: string, report: Report) => void;

/** The largest quantity a scenario may hold: beyond it sums lose their last digits. */
export const LARGEST = 1e12;

export const text = (least: number, most = Infinity): Shape => (value, place, report) => {
  if (typeof value === 'string' && value.length >= least && value.length <= most) return;
  report(place, most === Infinity ? (least === 0 ? 'a text' : 'a text that is not empty') : `a text of ${least} to ${most} characters`, value);
};

/** A finite number in a range; `above` and `below` are excluded. */
export const number = (range: { readonly above?: number; readonly from?: number; readonly to?: number; readonly below?: number }): Shape => {
  const words = [
    range.above !== undefined && `above ${range.above}`, range.from !== undefined && `at least ${range.from}`,
    range.to !== undefined && `at most ${range.to}`, range.below !== undefined && `below ${range.below}`,
  ].filter((word) => word !== false).join(' and ');
  return (value, place, report) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) { report(place, 'a finite number', value); return; }
    const within = value > (range.above ?? -Infinity) && value >= (range.from ?? -Infinity) && value <= (range.to ?? Infinity) && value < (range.below ?? Infinity);
    if (!within) report(place, words, value);
  };
};

export const whole = (from: number): Shape => (value, place, report) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > 1e6) report(place, `a whole number of at least ${from}`, value);
};

export const truth: Shape = (value, place, report) => {
  if (typeof value !== 'boolean') report(place, 'true or false', value);
};

export const oneOf = (...values: readonly string[]): Shape => (value, place, report) => {
  if (typeof value !== 'string' || !values.includes(value)) report(place, values.map((each) => JSON.stringify(each)).join(' or '), value);
};

export const listOf = (shape: Shape, least = 0): Shape => (value, place, report) => {
  if (!Array.isArray(value)) { report(place, 'a list', value); return; }
  if (value.length < least) report(place, `a list of at least ${least}`, value);
  value.forEach((each, position) => { shape(each, `${place}[${position}]`, report); });
};

/** An object with these members and no others. */
export const record = (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape => (value, place, report) => {
  if (!isObject(value)) { report(place, 'an object', value); return; }
  for (const [name, shape] of Object.entries(required)) {
    if (Object.hasOwn(value, name)) shape(value[name], member(place, name), report);
    else report(member(place, name), 'present', undefined);
  }
  for (const [name, each] of Object.entries(value)) {
    if (Object.hasOwn(required, name)) continue;
    const shape = Object.hasOwn(optional, name) ? optional[name] : undefined;
    if (shape === undefined) report(member(place, name), `left out (known are ${Object.keys({ ...required, ...optional }).join(', ')})`, each);
    else shape(each, member(place, name), report);
  }
};

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of a member: `.name`, or `["any name"]` where it is not a plain word. */
export function member(place: string, name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `${place}[${JSON.stringify(name)}]`;
  return place === '' ? name : `${place}.${name}`;
}

/** What came, short enough for a line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const written = JSON.stringify(value);
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}
