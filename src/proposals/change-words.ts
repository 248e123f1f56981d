import type { ChangeKind } from './confederal-change.input.js';

const LONGEST = 60;
/** Told otherwise: by the record's own name. */
const NOT_TOLD: ReadonlySet<string> = new Set(['confederationId', 'name', 'code', 'id', 'version']);

/** A change in a plain line: `A new good: Bread (unit "kg", storable true)`. `label`: what people call the record. */
export function changeWords(kind: ChangeKind, given: object, label: string): string {
  if (kind === 'admitAssembly' || kind === 'admitConfederation') return `${label} is admitted: it may join.`;
  if (kind === 'joinLarger') return `The confederation becomes a member of ${label}.`;
  if (kind === 'leaveLarger') return `The confederation leaves ${label}.`;
  if (kind === 'charter') return `A new charter, ${label}${told(given)}.`;
  const [, verb = '', record = ''] = /^(create|revise|retire)(.+)$/.exec(kind) ?? [];
  const words = record.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  if (verb === 'create') return `A new ${words}: ${label}${told(given)}.`;
  if (verb === 'retire') return `The ${words} ${label} is retired.`;
  return `The ${words} ${label} changes${told('changes' in given && given.changes instanceof Object ? given.changes : {}, new Set())}.`;
}

/** What is given, as ` (unit "kg", storable true)`; lists by their lengths, ids of others left to the JSON. */
function told(given: object, without = NOT_TOLD): string {
  const facts = Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, value]: [string, unknown]) => {
    if (without.has(name) || value === undefined || name.endsWith('Id')) return [];
    return [`${name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()} ${valueWords(value)}`];
  });
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}

function valueWords(value: unknown): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
