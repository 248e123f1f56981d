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
/** The most periods that something may take; far more than anyone plans for. */
const MOST_PERIODS = 1e6;

/**
 * A text of some characters, counted as JSON Schema does (a surrogate pair is one). Half a pair is no character: it has no UTF-8, and
 * canonical JSON (RFC 8785) refuses it.
 */
export const text = (least: number, most = Infinity): Shape => (value, place, report) => {
  const words = most === Infinity ? (least === 0 ? 'a text' : 'a text that is not empty') : `a text of ${least} to ${most} characters`;
  if (typeof value !== 'string' || value.length < least || longerThan(value, most)) report(place, words, value);
  else if (hasHalfCharacter(value)) report(place, WHOLE_CHARACTERS, value);
};

const WHOLE_CHARACTERS = 'a text of whole characters (no half of a surrogate pair)';

function longerThan(value: string, most: number): boolean {
  return value.length > most && (value.length > 2 * most || Array.from(value).length > most);
}

export function hasHalfCharacter(value: string): boolean {
  return /\p{Surrogate}/u.test(value);
}

/** A finite number in a range; `above` and `below` are excluded. */
export const number = (range: { readonly above?: number; readonly from?: number; readonly to?: number; readonly below?: number }): Shape => {
  const { above = -Infinity, from = -Infinity, to = Infinity, below = Infinity } = range;
  return (value, place, report) => {
    if (typeof value !== 'number') report(place, 'a number', noNumber(value));
    else if (!Number.isFinite(value)) report(place, 'a finite number', value);
    else if (value <= above) report(place, `above ${above}`, value);
    else if (value < from) report(place, `at least ${from}`, value);
    else if (value > to) report(place, `at most ${to === LARGEST ? '1e12' : to}`, value);
    else if (value >= below) report(place, `below ${below}`, value);
  };
};

export const whole = (from: number): Shape => (value, place, report) => {
  if (typeof value !== 'number') report(place, 'a whole number', noNumber(value));
  else if (!Number.isInteger(value)) report(place, 'a whole number', value);
  else if (value < from) report(place, `at least ${from}`, value);
  else if (value > MOST_PERIODS) report(place, `at most ${MOST_PERIODS}`, value);
};

/** What came, in words of its own rather than in JSON. */
export class InWords {
  constructor(readonly words: string) {}
}

/** Spreadsheets like to write numbers as texts: then the quotes alone are easily overlooked. */
function noNumber(value: unknown): unknown {
  return typeof value === 'string' ? new InWords(`the text ${shown(value)}`) : value;
}

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
export function record(required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape {
  const needed = Object.entries(required);
  const known = new Map([...needed, ...Object.entries(optional)]);
  return (value, place, report) => {
    if (!isObject(value)) { report(place, 'an object', value); return; }
    for (const [name] of needed) {
      if (!Object.hasOwn(value, name)) report(member(place, name), 'present', undefined);
    }
    for (const name of Object.keys(value)) {
      const shape = known.get(name);
      if (shape === undefined) report(member(place, name), `left out (known are ${[...known.keys()].join(', ')})`, value[name]);
      else shape(value[name], member(place, name), report);
    }
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of a member: `.name`, or `["any name"]` where it is not a plain word. */
export function member(place: string, name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || name.length > LONGEST_NAME) return `${place}[${start(name, LONGEST_NAME)}]`;
  return place === '' ? name : `${place}.${name}`;
}

/** Names as long as an id may be are told whole. */
const LONGEST_NAME = 200;
/** So much of what came is told. */
const ROOM = 60;

/** What came, short enough for a line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof InWords) return value.words;
  if (typeof value === 'number') return String(value);
  const written = start(value, ROOM);
  return written.length > ROOM ? `${written.slice(0, ROOM - 3).replace(/[\uD800-\uDBFF]$/, '')}…` : written;
}

/**
 * The JSON of a value; where that is longer than `room`, at least so many characters of it and no work beyond them: a value may have
 * 100 MB or 100,000 lists in one another.
 */
function start(value: unknown, room: number): string {
  if (typeof value === 'string') return withoutSteering(JSON.stringify(value.slice(0, Math.max(0, room) + 1)));
  if (Array.isArray(value)) return `[${startOfAll(value, room - 1, (each: unknown, left) => start(each, left))}]`;
  if (!isObject(value)) return String(value);
  return `{${startOfAll(Object.keys(value), room - 1, (name, left) => `${start(name, left)}:${start(value[name], left - name.length)}`)}}`;
}

function startOfAll<T>(list: readonly T[], room: number, written: (each: T, room: number) => string): string {
  let all = '';
  for (let i = 0; i < list.length && all.length <= room; i++) all += (i > 0 ? ',' : '') + written(list[i] as T, room - all.length);
  return all;
}

/** What would steer a terminal or turn its writing round is escaped: controls beyond ASCII, line separators, bidirectional controls, byte order marks. */
function withoutSteering(json: string): string {
  return json.replace(/[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
