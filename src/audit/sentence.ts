import { countedInWords, deedInWords } from './deeds-in-words.js';
import { member, rowOf, shown, type State, type Told } from './told.js';

const DONE: Readonly<Record<string, string>> = {
  create: 'created', load: 'loaded', found: 'found', revise: 'revised', retire: 'retired', delete: 'deleted',
  request: 'asked for', begin: 'began', requeue: 'put back', finish: 'finished', fail: 'could not finish', cancel: 'cancelled',
};
/** Changes that are told one by one, at most. */
const MOST = 4;
/** Columns that say nothing of what was meant, or that nobody would read in a sentence. */
const SILENT = new Set(['id', 'version', 'created_at', 'updated_at', 'retired_at', 'started_at', 'ended_at', 'status', 'sha256', 'scenario_sha256', 'need_ids_sha256', 'objectives',
  'engine_version', 'mandate_id', 'changes', 'tally', 'failures', 'record_ids']);

/** "Ada revised the need of Cabot for Bread, Winter: quantity from 12 to 14.5 t, under the resolution “Our needs”." */
export function sentenceOf(told: Told): string {
  const { acting, deed, kind } = told;
  const counted = countedInWords(told);
  if (counted !== undefined) return counted;
  const who = acting === 'local operator' || acting === 'planner' ? `The ${acting}` : `${acting.slice(0, 1).toUpperCase()}${acting.slice(1)}`;
  const facts = deed === 'revise' ? changes(told) : quantityOf(told);
  const what = deedInWords(told) ?? `${DONE[deed] ?? deed} the ${kind.replaceAll('_', ' ')}${subject(told)}${facts === '' ? '' : `: ${facts}`}`;
  return `${who} ${what}${byWhat(told)}.`;
}

/** By whose word it was done: an adopted proposal's, or one assembly's. A resolution is under none but itself. */
function byWhat({ kind, names }: Told): string {
  if (names.adopted !== undefined) return `, as the adopted proposal “${names.adopted}” says`;
  return names.resolution === undefined || kind === 'resolution' ? '' : `, under the resolution “${names.resolution}”`;
}

/** " Dairy of Cabot", " of Cabot for Bread, Winter", " of Vermont". */
function subject({ kind, before, after, names }: Told): string {
  const [name, title] = [member(after ?? before, kind, 'name'), member(after ?? before, kind, 'title')];
  const own = typeof name === 'string' ? ` ${name}` : typeof title === 'string' ? ` “${title}”` : '';
  const owner = kind === 'assembly' || kind === 'confederation' ? undefined : names.assembly ?? names.member ?? names.person ?? names.confederation;
  const whose = owner === undefined ? '' : ` of ${owner}`;
  const where = kind === 'membership' && names.confederation !== undefined ? ` in ${names.confederation}`
    : names.cycle === undefined || kind === 'need' ? '' : ` for ${names.cycle}`;
  const what = names.good === undefined ? '' : ` ${kind === 'need' ? 'for' : kind === 'stock' ? 'in' : 'on'} ${names.good}`;
  const details = [names.period, kind === 'norm' ? names.tier : undefined].flatMap((detail) => (detail === undefined ? [] : [`, ${detail}`]));
  return `${own}${whose}${where}${what}${details.join('')}`;
}

function quantityOf({ kind, deed, after, names }: Told): string {
  const perPerson = kind === 'norm';
  const quantity = member(after, kind, perPerson ? 'per_person_year' : 'quantity');
  if (deed === 'retire' || typeof quantity !== 'string') return '';
  return `${quantity}${names.unit === undefined ? '' : ` ${names.unit}`}${perPerson ? ' for each person in a year' : ''}`;
}

function changes({ kind, before, after, names }: Told): string {
  const sources = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  const told = sources.flatMap((source) => {
    if (source !== kind) return JSON.stringify(before?.get(source)) === JSON.stringify(after?.get(source)) ? [] : [partsInWords(kind, source, before, after)];
    const columns = Object.keys({ ...rowOf(before, kind), ...rowOf(after, kind) }).filter((column) => !SILENT.has(column));
    return columns.flatMap((column) => {
      const [was, is] = [member(before, kind, column), member(after, kind, column)];
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      if (column.endsWith('_id')) return [`another ${column.slice(0, -3).replaceAll('_', ' ')}`];
      const unit = ['quantity', 'yardstick', 'per_person_year'].includes(column) && names.unit !== undefined ? ` ${names.unit}` : '';
      return [`${column.replaceAll('_', ' ')} from ${shown(was)} to ${shown(is)}${unit}`];
    });
  });
  return [...told.slice(0, MOST), ...(told.length > MOST ? [`and ${told.length - MOST} more`] : [])].join(', ');
}

function partsInWords(kind: string, source: string, before: State, after: State): string {
  const rows = (state: State): number => { const list = state?.get(source); return Array.isArray(list) ? list.length : 0; };
  const words = (source.startsWith(`${kind}_`) ? source.slice(kind.length + 1) : source).replaceAll('_', ' ');
  const [was, is] = [rows(before), rows(after)];
  return was === is ? `list of ${words} changed` : `list of ${words} from ${was} to ${is}`;
}
