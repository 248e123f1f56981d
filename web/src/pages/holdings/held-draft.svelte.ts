import { ofBrowser } from '../../keeping/keep.js';
import { formOf, writeAmount } from '../../reading/amount.js';
import { differencesOf, type HeldCell, type HeldDifference, type HeldMark, withCells } from './held-changes.js';
import type { Added, Line, Seen } from './held.js';

interface Kept {
  readonly cells: readonly HeldCell[];
  readonly marks: readonly HeldMark[];
  readonly added: readonly Added[];
}

const NOTHING: Kept = { cells: [], marks: [], added: [] };
const FORM = 1;

/** What somebody typed about what an assembly holds, beside what stands. It is kept in the browser with every key. */
export class HeldSheets {
  #draft = $state.raw<Kept>(NOTHING);
  #standing = $state.raw<readonly Line[]>([]);
  readonly #kept: string;
  readonly #context: () => { readonly assemblyId: string; readonly columns: readonly string[]; readonly locale: string };

  constructor(key: string, context: () => { readonly assemblyId: string; readonly columns: readonly string[]; readonly locale: string }) {
    this.#kept = key;
    this.#context = context;
    this.#draft = unkeep(ofBrowser.get(key));
  }

  readonly #lines = $derived.by<readonly Line[]>(() => [
    ...this.#standing,
    ...this.#draft.added.filter(({ line }) => !this.#standing.some(({ id }) => id === line)).map((added): Line => ({
      id: added.line, sheet: added.sheet, name: added.name, unit: added.unit, about: added.about, amounts: {}, added, ...(added.goodId === undefined ? {} : { goodId: added.goodId }),
    })),
  ]);
  readonly #differences = $derived.by(() => differencesOf(this.#lines, this.#draft, this.#context()));

  set standing(lines: readonly Line[]) { this.#standing = lines; }
  get lines(): readonly Line[] { return this.#lines; }
  get differences(): readonly HeldDifference[] { return this.#differences; }

  /** The difference in a field: its own, or that of its line. */
  differenceAt(line: Line, column: string): HeldDifference | undefined {
    return this.#differences.find((each) => each.line.id === line.id && (each.column === undefined || each.column === column));
  }

  /** As it was typed, or as it stands. */
  cellAt(line: Line, column: string): HeldCell {
    const typed = this.#draft.cells.find((cell) => cell.line === line.id && cell.column === column);
    if (typed) return typed;
    const { locale } = this.#context();
    const now = line.amounts[column];
    return { line: line.id, column, text: now ? writeAmount(now.quantity, formOf(locale)) : '', locale, seen: line.seen ?? now?.seen ?? null };
  }

  type(cells: readonly { readonly line: Line; readonly column: string; readonly text: string }[]): void {
    const { locale } = this.#context();
    this.#become({ ...this.#draft, cells: withCells(this.#draft.cells, cells.map(({ line, column, text }) => ({ ...this.cellAt(line, column), text, locale }))) });
  }

  markAt(line: Line): HeldMark { return this.#draft.marks.find((mark) => mark.line === line.id) ?? { line: line.id, seen: line.seen ?? null }; }

  mark(line: Line, what: { readonly name?: string; readonly retired?: boolean }): void {
    this.#become({ ...this.#draft, marks: [...this.#draft.marks.filter((mark) => mark.line !== line.id), { ...this.markAt(line), ...what }] });
  }

  add(added: Added): void {
    if (!this.#lines.some(({ id }) => id === added.line)) this.#become({ ...this.#draft, added: [...this.#draft.added, added] });
  }

  /** What was typed of a line, or of one of its fields, is typed no more. */
  forget({ line, column }: { readonly line: Line; readonly column?: string }): void {
    const isOther = (cell: HeldCell) => cell.line !== line.id || (column !== undefined && cell.column !== column);
    const { cells, marks, added } = this.#draft;
    this.#become({ cells: cells.filter(isOther), marks: marks.filter((mark) => mark.line !== line.id), added: column === undefined ? added.filter((each) => each.line !== line.id) : added });
  }

  /** What was typed stays, though something else stands there by now. */
  insist({ line, column }: HeldDifference): void {
    const now = (of: string): Seen | null => line.seen ?? line.amounts[of]?.seen ?? null;
    this.#become({
      ...this.#draft, cells: this.#draft.cells.map((cell) => (cell.line === line.id && (column === undefined || cell.column === column) ? { ...cell, seen: now(cell.column) } : cell)),
      marks: this.#draft.marks.map((mark) => (mark.line === line.id ? { ...mark, seen: line.seen ?? null } : mark)),
    });
  }

  forgetAll(): void { this.#become(NOTHING); }
  get isEmpty(): boolean { return this.#draft.cells.length + this.#draft.marks.length + this.#draft.added.length === 0; }

  #become(draft: Kept): void {
    this.#draft = draft;
    if (this.isEmpty) ofBrowser.remove(this.#kept);
    else ofBrowser.set(this.#kept, JSON.stringify({ form: FORM, ...draft }));
  }
}

/** What was kept; nothing where it is not what an earlier visit wrote. */
function unkeep(text: string | null): Kept {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    if (isKept(kept)) return { cells: kept.cells, marks: kept.marks, added: kept.added };
  } catch {
    // Half a text: as if there were none.
  }
  return NOTHING;
}

function isKept(kept: unknown): kept is Kept {
  return typeof kept === 'object' && kept !== null && 'form' in kept && kept.form === FORM && 'cells' in kept && isListOf(kept.cells, 'line', 'column', 'text', 'locale')
    && 'marks' in kept && isListOf(kept.marks, 'line') && 'added' in kept && isListOf(kept.added, 'line', 'sheet', 'name', 'unit', 'about');
}

function isListOf(list: unknown, ...texts: readonly string[]): boolean {
  return Array.isArray(list) && list.every((each: unknown) => typeof each === 'object' && each !== null && texts.every((key) => typeof new Map<string, unknown>(Object.entries(each)).get(key) === 'string'));
}
