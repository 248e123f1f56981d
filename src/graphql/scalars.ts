import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isOutline, type Outline, outlineFault } from './outline.js';
import { textFault } from './text.js';

/** What a value is shown as in a refusal: short, and never as an instruction to a terminal. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 50)}…`;
}

function refuse(expected: string, came: unknown): never {
  throw new GraphQLError(`expected ${expected}, got ${shown(came)}`);
}

/** A literal in the query's text that must be a string. */
function stringIn(node: ValueNode, expected: string): string {
  return node.kind === Kind.STRING ? node.value : refuse(expected, node.kind);
}

const DECIMAL = 'a decimal number with at most 12 digits before and 9 behind the point, such as "120.5"';

/** Most digits before the point: of what is given; and of what is shown, since sums of what was given are larger. */
const WHOLE_GIVEN = 12;
const WHOLE_SHOWN = 30;

/** "0120.50" → "120.5"; undefined where it is no decimal number of the agreed size. */
export function canonicalDecimal(text: string, most = WHOLE_GIVEN): string | undefined {
  const [, sign, whole, fraction] = /^(-?)0*(\d+)(?:\.(\d{1,}))?$/.exec(text) ?? [];
  if (whole === undefined || whole.length > most) return undefined;
  const digits = (fraction ?? '').replace(/0+$/, '');
  if (digits.length > 9) return undefined;
  const size = digits === '' ? whole : `${whole}.${digits}`;
  return sign === '-' && /[1-9]/.test(size) ? `-${size}` : size;
}

function decimal(value: unknown, most?: number): string {
  const text = typeof value === 'number' ? String(value) : value;
  return (typeof text === 'string' ? canonicalDecimal(text, most) : undefined) ?? refuse(DECIMAL, value);
}

/** In TypeScript: a string, as PostgreSQL's numeric. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number, sent as a string: "120.5". As input a string or a number of at most 12 digits before the point '
    + 'and 9 behind it (quantities: 6 behind it); no exponent, no NaN, no infinity.',
  serialize: (value) => decimal(value, WHOLE_SHOWN),
  parseValue: (value) => decimal(value),
  parseLiteral: (node) => decimal(
    node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : refuse(DECIMAL, node.kind)),
});

function text(value: unknown): string {
  if (typeof value !== 'string') return refuse('text', value);
  const fault = textFault(value);
  if (fault !== undefined) throw new GraphQLError(`expected text without ${fault}`);
  return value.normalize('NFC');
}

/** In TypeScript: a string, in NFC. */
export const Text = new GraphQLScalarType<string, string>({
  name: 'Text',
  description: 'Text in Unicode, kept in normal form C. As input it may not hold NUL or other control characters (but tabs and line breaks), '
    + 'unpaired surrogates, or characters that change the direction of writing.',
  serialize: (value) => (typeof value === 'string' ? value : refuse('text', value)),
  parseValue: text,
  parseLiteral: (node) => text(stringIn(node, 'text')),
});

const DAY = 'a day of the calendar as YYYY-MM-DD';

function day(value: unknown): string {
  if (typeof value !== 'string' || !/^[12]\d{3}-\d{2}-\d{2}$/.test(value)) return refuse(DAY, value);
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : refuse(DAY, value);
}

/** In TypeScript: a string such as "2026-11-22", as PostgreSQL's date. */
export const Day = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day of the calendar, without a time: "2026-11-22". From the year 1000 to 2999.',
  serialize: day,
  parseValue: day,
  parseLiteral: (node) => day(stringIn(node, DAY)),
});

const INSTANT = 'a moment as "2026-11-22T09:30:00Z"';

function instant(value: unknown): Date {
  if (typeof value !== 'string' || !/^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/.test(value)) return refuse(INSTANT, value);
  day(value.slice(0, 10));
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? refuse(INSTANT, value) : date;
}

/** In TypeScript: a Date, as PostgreSQL's timestamptz. */
export const Timestamp = new GraphQLScalarType<Date, string>({
  name: 'Timestamp',
  description: 'A moment, in universal time: "2026-11-22T09:30:00.000Z". As input any offset from universal time may stand for the Z.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : refuse(INSTANT, value)),
  parseValue: instant,
  parseLiteral: (node) => instant(stringIn(node, INSTANT)),
});

const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function uuid(value: unknown): string {
  const lower = typeof value === 'string' ? value.toLowerCase() : '';
  return UUID_FORM.test(lower) ? lower : refuse('a UUID', value);
}

/** In TypeScript: a string in small letters. */
export const Uuid = new GraphQLScalarType<string, string>({
  name: 'UUID',
  description: 'What identifies a record, for ever: a UUID such as "0b0f1cd6-8d4e-4c3f-9d38-0e7f5b1c2a90".',
  serialize: uuid,
  parseValue: uuid,
  parseLiteral: (node) => uuid(stringIn(node, 'a UUID')),
});

function outline(value: unknown): Outline {
  if (!isOutline(value)) throw new GraphQLError(`expected a GeoJSON Polygon or MultiPolygon: ${outlineFault(value) ?? ''}`);
  // Other members (bbox, crs, properties) are not kept.
  return value.type === 'Polygon'
    ? { type: value.type, coordinates: value.coordinates }
    : { type: value.type, coordinates: value.coordinates };
}

/** In TypeScript: an Outline. */
export const GeoJson = new GraphQLScalarType<Outline, Outline>({
  name: 'GeoJSON',
  description: 'An outline: a Polygon or MultiPolygon geometry of GeoJSON (RFC 7946), in degrees of longitude and latitude, each ring '
    + 'closed. As input it must be given as a variable.',
  serialize: outline,
  parseValue: outline,
  parseLiteral: () => refuse('a GeoJSON geometry given as a variable', 'a literal'),
});
