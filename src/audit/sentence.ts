/** What a sentence is made of: a row of the public record, and what the records that it names are called. */
export interface Told {
  readonly acting: string;
  readonly deed: string;
  readonly kind: string;
  /** By the names of tables: the record's own row, and lists of the rows of its parts. */
  readonly before: ReadonlyMap<string, unknown> | undefined;
  readonly after: ReadonlyMap<string, unknown> | undefined;
  readonly names: Readonly<Record<'assembly' | 'confederation' | 'good' | 'unit' | 'period' | 'cycle', string | undefined>>;
}

const DONE: Readonly<Record<string, string>> = {
  create: 'created', load: 'loaded', found: 'found', revise: 'revised', retire: 'retired', delete: 'deleted',
  request: 'asked for', begin: 'began', requeue: 'put back', finish: 'finished', fail: 'could not finish', cancel: 'cancelled',
};
/** Changes that are told one by one, at most. */
const MOST = 4;
/** Columns that say nothing of what was meant. */
const SILENT = new Set(['id', 'version', 'created_at', 'updated_at', 'retired_at', 'started_at', 'ended_at', 'status', 'sha256', 'scenario_sha256', 'need_ids_sha256', 'objectives', 'engine_version']);

/** "The local operator revised the need of Cabot for Bread, Winter: quantity from 12 to 14.5 t." */
export function sentenceOf(told: Told): string {
  const { acting, deed, kind } = told;
  const who = acting === 'local operator' || acting === 'planner' ? `The ${acting}` : `${acting.slice(0, 1).toUpperCase()}${acting.slice(1)}`;
  const facts = deed === 'revise' ? changes(told) : quantityOf(told);
  return `${who} ${DONE[deed] ?? deed} the ${kind.replaceAll('_', ' ')}${subject(told)}${facts === '' ? '' : `: ${facts}`}.`;
}

/** " Dairy of Cabot", " of Cabot for Bread, Winter", " of Vermont". */
function subject({ kind, before, after, names }: Told): string {
  const name = member(after ?? before, kind, 'name');
  const own = typeof name === 'string' ? ` ${name}` : '';
  const owner = kind === 'assembly' || kind === 'confederation' ? undefined : names.assembly ?? names.confederation;
  const whose = owner === undefined ? '' : ` of ${owner}`;
  const where = kind === 'membership' && names.confederation !== undefined ? ` in ${names.confederation}` : kind === 'plan' && names.cycle !== undefined ? ` for ${names.cycle}` : '';
  const what = names.good === undefined ? '' : ` ${kind === 'need' ? 'for' : 'on'} ${names.good}`;
  return `${own}${whose}${where}${kind === 'stock' ? what.replace(' on ', ' in ') : what}${names.period === undefined ? '' : `, ${names.period}`}`;
}

function quantityOf({ kind, deed, after, names }: Told): string {
  const quantity = member(after, kind, 'quantity');
  return deed === 'retire' || typeof quantity !== 'string' ? '' : `${quantity}${names.unit === undefined ? '' : ` ${names.unit}`}`;
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
      const unit = (column === 'quantity' || column === 'yardstick') && names.unit !== undefined ? ` ${names.unit}` : '';
      return [`${column.replaceAll('_', ' ')} from ${shown(was)} to ${shown(is)}${unit}`];
    });
  });
  return [...told.slice(0, MOST), ...(told.length > MOST ? [`and ${told.length - MOST} more`] : [])].join(', ');
}

function partsInWords(kind: string, source: string, before: Told['before'], after: Told['after']): string {
  const rows = (state: Told['before']): number => { const list = state?.get(source); return Array.isArray(list) ? list.length : 0; };
  const words = (source.startsWith(`${kind}_`) ? source.slice(kind.length + 1) : source).replaceAll('_', ' ');
  const [was, is] = [rows(before), rows(after)];
  return was === is ? `list of ${words} changed` : `list of ${words} from ${was} to ${is}`;
}

function rowOf(state: Told['before'], kind: string): object {
  const row = state?.get(kind);
  return typeof row === 'object' && row !== null ? row : {};
}

function member(state: Told['before'], kind: string, column: string): unknown {
  return new Map<string, unknown>(Object.entries(rowOf(state, kind))).get(column);
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 50)}…`;
}
