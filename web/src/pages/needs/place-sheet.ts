import { type FigureForm, readAmount } from '../../reading/amount.js';
import { asNamed, findNamed, type Named } from '../../reading/sheet.js';
import { keyOf, type Place } from './draft.js';

/** Something that a sheet can name. */
export interface Known extends Named {
  readonly id: string;
}

/** What sheets of needs name. */
export interface KnownNames {
  readonly goods: readonly Known[];
  readonly tiers: readonly Known[];
  readonly periods: readonly Known[];
}

/** What a sheet says of a place; a text of a quantity stays as it stands there. */
export interface SheetEntry extends Place {
  readonly quantity?: string;
  readonly yardstick?: string;
  readonly why?: string;
}

/** A cell that was not understood: what was expected there. `line` and `column` from 1. */
export interface SheetFault {
  readonly line: number;
  readonly column: number;
  readonly came: string;
  readonly expected: 'good' | 'tier' | 'period' | 'heading' | 'amount' | 'inside' | 'once';
}

/** What was understood of a sheet, and what was not. */
export interface Placed {
  readonly entries: readonly SheetEntry[];
  readonly faults: readonly SheetFault[];
}

type Heading = 'good' | 'tier' | 'period' | 'quantity' | 'yardstick' | 'why' | 'unit';

/** What headings say in the languages of the pages, as asNamed has it, and as schema and examples call them. */
const HEADINGS: Readonly<Record<Heading, readonly string[]>> = {
  good: ['good', 'goods', 'bien', 'bienes', 'be', 'bens'],
  tier: ['tier', 'urgency', 'urgencia', 'prioridad', 'prioritat', 'priority'],
  period: ['period', 'periodo'],
  quantity: ['quantity', 'cantidad', 'quantitat'],
  yardstick: ['yardstick', 'medida', 'mesura'],
  why: ['why', 'reason', 'por que', 'per que', 'motivo', 'motiu'],
  unit: ['unit', 'unidad', 'unitat'],
};

type Column = { readonly is: Heading } | { readonly is: 'amountIn'; readonly periodId: string } | { readonly is: 'unknown' };

/**
 * A whole table with headings in its first row: good, tier where there are several, then either a column for each period, or the columns period and quantity.
 * Undefined where its first row is no such row: then it is but cells.
 */
export function placeTable(rows: readonly (readonly string[])[], known: KnownNames, form: FigureForm): Placed | undefined {
  const [headings = [], ...lines] = rows;
  const columns = headings.map((text): Column => columnOf(text, known));
  const has = (is: Column['is']) => columns.some((column) => column.is === is);
  if (!has('good') || !(has('amountIn') || (has('period') && has('quantity')))) return undefined;
  const faults: SheetFault[] = columns.flatMap((column, n) => {
    const came = headings[n] ?? '';
    return column.is === 'unknown' && came.trim() !== '' ? [{ line: 1, column: n + 1, came, expected: 'heading' as const }] : [];
  });
  const entries = lines.flatMap((cells, n) => (cells.every((cell) => cell.trim() === '') ? [] : lineOf(cells, n + 2, { columns, known, faults })));
  return checked(entries, faults, form);
}

interface Reading {
  readonly columns: readonly Column[];
  readonly known: KnownNames;
  readonly faults: SheetFault[];
}

/** An entry, and where its amount stands in the sheet. */
interface AtCell {
  readonly entry: SheetEntry & { readonly quantity: string };
  readonly line: number;
  readonly column: number;
}

function lineOf(cells: readonly string[], line: number, { columns, known, faults }: Reading): AtCell[] {
  const at = (is: Column['is']) => columns.findIndex((column) => column.is === is);
  const text = (is: Heading): string | undefined => (at(is) < 0 ? undefined : cells[at(is)] ?? '');
  const find = (is: 'good' | 'tier' | 'period', list: readonly Known[]): string | undefined => {
    const came = text(is);
    // Where there is but one tier, a sheet need not name it.
    const found = came === undefined && list.length === 1 ? list[0] : findNamed(list, came ?? '');
    if (!found) faults.push({ line, column: at(is) + 1, came: came ?? '', expected: is });
    return found?.id;
  };
  const goodId = find('good', known.goods);
  const tierId = find('tier', known.tiers);
  // An empty amount is no need; an empty reason says nothing.
  const [yardstick, why] = [text('yardstick')?.trim() ?? '', text('why')?.trim() ?? ''];
  const more = { ...(yardstick === '' ? {} : { yardstick }), ...(why === '' ? {} : { why }) };
  const wide = columns.flatMap((column, n) => (column.is === 'amountIn' ? [{ column: n + 1, of: { periodId: column.periodId, quantity: (cells[n] ?? '').trim() } }] : []));
  if (wide.length > 0) return goodId !== undefined && tierId !== undefined ? wide.map(({ column, of }) => ({ entry: { goodId, tierId, ...more, ...of }, line, column })) : [];
  const periodId = find('period', known.periods);
  if (goodId === undefined || tierId === undefined || periodId === undefined) return [];
  return [{ entry: { goodId, tierId, periodId, quantity: (text('quantity') ?? '').trim(), ...more }, line, column: at('quantity') + 1 }];
}

function columnOf(text: string, { periods }: KnownNames): Column {
  const wanted = asNamed(text);
  const period = findNamed(periods, text);
  if (period) return { is: 'amountIn', periodId: period.id };
  // "Bread (kg)" is no heading; "Quantity (kg)" is.
  const bare = wanted.replace(/ ?\(.*\)$/, '');
  const heading = (Object.keys(HEADINGS) as Heading[]).find((each) => HEADINGS[each].includes(bare));
  return heading ? { is: heading } : { is: 'unknown' };
}

/** Cells that were pasted where somebody stands: they go to the right and down from there. */
export function placeCells(rows: readonly (readonly string[])[], grid: readonly (readonly Place[])[], form: FigureForm): Placed {
  const faults: SheetFault[] = [];
  const entries = rows.flatMap((cells, down) => cells.flatMap((cell, right): AtCell[] => {
    const place = grid[down]?.[right];
    if (place) return [{ entry: { ...place, quantity: cell.trim() }, line: down + 1, column: right + 1 }];
    if (cell.trim() !== '') faults.push({ line: down + 1, column: right + 1, came: cell, expected: 'inside' });
    return [];
  }));
  return checked(entries, faults, form);
}

/** What is no amount is told, and stays where it was put, to be mended there. What stands twice is told. */
function checked(entries: readonly AtCell[], faults: readonly SheetFault[], form: FigureForm): Placed {
  const first = new Map<string, SheetEntry>();
  const found = entries.flatMap(({ entry, line, column }): SheetFault[] => {
    const came = entry.quantity;
    if (first.has(keyOf(entry))) return [{ line, column, came, expected: 'once' }];
    first.set(keyOf(entry), entry);
    return readAmount(came, form).kind === 'fault' ? [{ line, column, came, expected: 'amount' }] : [];
  });
  return { entries: [...first.values()], faults: [...faults, ...found].sort((a, b) => a.line - b.line || a.column - b.column) };
}
