import type { HoldingChange, PoolKind } from '../../api/documents.js';
import { type AmountFault, formOf, isSameAmount, readAmount } from '../../reading/amount.js';
import { ALWAYS, type Line, type Seen } from './held.js';

/** What somebody typed in a field, in the form in which they write figures, and the record that they saw there; null: none. */
export interface HeldCell {
  readonly line: string;
  readonly column: string;
  readonly text: string;
  readonly locale: string;
  readonly seen: Seen | null;
}

/** What is done with a whole line: it is called otherwise, or retired. */
export interface HeldMark {
  readonly line: string;
  readonly name?: string;
  readonly retired?: boolean;
  readonly seen: Seen | null;
}

export interface HeldDraft {
  readonly cells: readonly HeldCell[];
  readonly marks: readonly HeldMark[];
}

/** Exact decimals, by column. */
export type Amounts = Readonly<Record<string, { readonly quantity: string }>>;

/** What a draft comes to: of a field of a good, or of a whole line. */
export interface HeldDifference {
  readonly kind: 'new' | 'changed' | 'retired' | 'overtaken' | 'fault';
  readonly line: Line;
  /** The column; undefined where it is the whole line. */
  readonly column?: string;
  /** What stands, and what is wanted, by column; nothing where there is none. */
  readonly before: Amounts;
  readonly after: Amounts;
  readonly fault?: AmountFault | 'either' | 'missing' | 'zero';
  /** What the service is asked to do; where it can be done. */
  readonly change?: HoldingChange;
}

/** Whose it is, and which columns there are, by the codes of their periods. */
export interface HeldContext {
  readonly assemblyId: string;
  readonly columns: readonly string[];
}

/** With these in place of what was typed there. */
export function withCells(cells: readonly HeldCell[], next: readonly HeldCell[]): HeldCell[] {
  return [...new Map([...cells, ...next].map((cell) => [`${cell.line} ${cell.column}`, cell])).values()];
}

/** Every difference between what was typed and what stands. */
export function differencesOf(lines: readonly Line[], draft: HeldDraft, context: HeldContext): HeldDifference[] {
  return lines.flatMap((line) => {
    const cells = draft.cells.filter((cell) => cell.line === line.id);
    if (line.sheet === 'stock' || line.sheet === 'exportLimit') return cells.flatMap((cell) => ofGood(line, cell, context) ?? []);
    return ofRecord(line, { cells, mark: draft.marks.find((mark) => mark.line === line.id) }, context) ?? [];
  });
}

const read = ({ text, locale }: HeldCell) => readAmount(text, formOf(locale));
const isSeen = (seen: Seen | null, now: Seen | undefined) => seen?.id === now?.id && seen?.version === now?.version;

function ofGood(line: Line, cell: HeldCell, { assemblyId }: HeldContext): HeldDifference | undefined {
  const { column } = cell;
  const now = line.amounts[column];
  const amount = read(cell);
  const before: Amounts = now ? { [column]: now } : {};
  if (amount.kind === 'fault') return { kind: 'fault', line, column, before, after: {}, fault: amount.fault };
  const after: Amounts = amount.kind === 'amount' ? { [column]: { quantity: amount.value } } : {};
  if (isSameAll(before, after)) return undefined;
  const told = { line, column, before, after };
  if (!isSeen(cell.seen, now?.seen)) return { kind: 'overtaken', ...told };
  const isStock = line.sheet === 'stock';
  if (amount.kind === 'nothing') return now?.seen && { kind: 'retired', ...told, change: retireOf(line, now.seen) };
  if (!now?.seen) {
    const create = { assemblyId, goodId: line.goodId ?? '', quantity: amount.value, period: column === ALWAYS ? null : column };
    return { kind: 'new', ...told, change: isStock ? { createStock: create } : { createExportLimit: create } };
  }
  const revise = { ...now.seen, changes: { quantity: amount.value } };
  return { kind: 'changed', ...told, change: isStock ? { reviseStock: revise } : { reviseExportLimit: revise } };
}

interface Typed {
  readonly cells: readonly HeldCell[];
  readonly mark: HeldMark | undefined;
}

function ofRecord(line: Line, { cells, mark }: Typed, context: HeldContext): HeldDifference | undefined {
  const { seen } = line;
  const before = line.amounts;
  const isOvertaken = seen !== undefined && ![...cells.map((cell) => cell.seen), ...(mark ? [mark.seen] : [])].every((each) => isSeen(each, seen));
  if (mark?.retired && seen) return isOvertaken ? { kind: 'overtaken', line, before, after: {} } : { kind: 'retired', line, before, after: {}, change: retireOf(line, seen) };
  const { amounts: after, fault } = amountsOf(line, cells, context);
  if (seen && cells.length === 0 && mark?.name === undefined) return undefined;
  if (fault) return { kind: 'fault', line, before, after, fault };
  const name = mark?.name?.trim() ?? line.name;
  const isSame = isSameAll(line.amounts, after) && name === line.name;
  if (seen && isSame) return undefined;
  const given = { amounts: after, name };
  if (!seen) return { kind: 'new', line, before, after, ...changeIn(createOf(line, given, context)) };
  if (isOvertaken) return { kind: 'overtaken', line, before, after };
  return { kind: 'changed', line, before, after, ...changeIn(reviseOf(line, seen, given)) };
}

const changeIn = (change: HoldingChange | undefined) => (change ? { change } : {});

interface Given {
  readonly amounts: Amounts;
  readonly name: string;
}

/** What stands in each column once it is typed; or what is wrong with one, or with all together. */
function amountsOf(line: Line, cells: readonly HeldCell[], { columns }: HeldContext): { amounts: Amounts; fault?: NonNullable<HeldDifference['fault']> } {
  const typed = new Map(cells.map((cell) => [cell.column, read(cell)]));
  const stands = Object.entries(line.amounts).filter(([column]) => !typed.has(column)).map(([column, { quantity }]) => [column, { quantity }] as const);
  const amounts: Amounts = Object.fromEntries([...stands, ...[...typed].flatMap(([column, amount]) => (amount.kind === 'amount' ? [[column, { quantity: amount.value }] as const] : []))]);
  const wrong = [...typed.values()].find((amount) => amount.kind === 'fault');
  if (wrong) return { amounts, fault: wrong.fault };
  if (line.sheet === 'enterprise') return { amounts };
  const inPeriods = columns.filter((column) => column !== ALWAYS && amounts[column]).length;
  if (Object.keys(amounts).length === 0) return { amounts, fault: 'missing' };
  if (amounts[ALWAYS] && inPeriods > 0) return { amounts, fault: 'either' };
  return line.sheet === 'landParcel' && amounts[ALWAYS]?.quantity === '0' ? { amounts, fault: 'zero' } : { amounts };
}

function isSameAll(one: Amounts, other: Amounts): boolean {
  const columns = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...columns].every((column) => {
    const [a, b] = [one[column]?.quantity, other[column]?.quantity];
    return a !== undefined && b !== undefined && isSameAmount(a, b);
  });
}

/** A pool has one amount for all periods, or one for each of some. */
const ofPool = (amounts: Amounts) => {
  const always = amounts[ALWAYS];
  return always ? { quantity: always.quantity } : { quantityByPeriod: Object.entries(amounts).map(([period, { quantity }]) => ({ period, quantity })) };
};

const KINDS: readonly PoolKind[] = ['LABOUR', 'EQUIPMENT', 'OTHER'];

function createOf({ sheet, added, unit }: Line, { amounts, name }: Given, { assemblyId }: HeldContext): HoldingChange | undefined {
  switch (sheet) {
    case 'pool': return { createPool: { assemblyId, name, unit, kind: KINDS.find((kind) => kind === added?.kind) ?? 'OTHER', ...ofPool(amounts) } };
    case 'landParcel': return { createLandParcel: { assemblyId, name, hectares: amounts[ALWAYS]?.quantity ?? '', fitFor: (added?.about ?? '').split(',').map((text) => text.trim()).filter((text) => text !== '') } };
    case 'enterprise': return { createEnterprise: { assemblyId, name, description: added?.about ?? '' } };
    case 'stock': case 'exportLimit': return undefined;
  }
}

function reviseOf({ sheet, amounts: before }: Line, seen: Seen, { amounts, name }: Given): HoldingChange | undefined {
  switch (sheet) {
    case 'pool': return { revisePool: { ...seen, changes: { name, ...(isSameAll(before, amounts) ? {} : ofPool(amounts)) } } };
    case 'landParcel': return { reviseLandParcel: { ...seen, changes: { name, hectares: amounts[ALWAYS]?.quantity ?? null } } };
    case 'enterprise': return { reviseEnterprise: { ...seen, changes: { name } } };
    case 'stock': case 'exportLimit': return undefined;
  }
}

function retireOf({ sheet }: Line, seen: Seen): HoldingChange {
  switch (sheet) {
    case 'pool': return { retirePool: seen };
    case 'landParcel': return { retireLandParcel: seen };
    case 'enterprise': return { retireEnterprise: seen };
    case 'stock': return { retireStock: seen };
    case 'exportLimit': return { retireExportLimit: seen };
  }
}
