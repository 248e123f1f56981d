/** What the records are called that a row of the public record names: today, since that is how people find them. */
export type Names = Readonly<Partial<Record<
  'assembly' | 'confederation' | 'good' | 'unit' | 'period' | 'cycle' | 'tier' | 'person'
  // Of a membership the confederation that is the member, of a merger the assembly that is merged into, of a succession the one that was before.
  | 'member' | 'into' | 'predecessor'
  // The titles of the resolution that it was done under, of the proposal that it is about, and of the adopted proposal that it carries out.
  | 'resolution' | 'proposal' | 'adopted', string | undefined>>>;

/** What the rows of a record's tables were or are, by the names of the tables: the record's own row, and lists of the rows of its parts. */
export type State = ReadonlyMap<string, unknown> | undefined;

/** What a sentence is made of: a row of the public record, and what the records that it names are called. */
export interface Told {
  readonly acting: string;
  /** Whether a mandate stands behind it. */
  readonly mandated: boolean;
  readonly deed: string;
  readonly kind: string;
  readonly before: State;
  readonly after: State;
  readonly names: Names;
}

/** The record's own row; nothing where there is none. */
export function rowOf(state: State, kind: string): object {
  const row = state?.get(kind);
  return typeof row === 'object' && row !== null ? row : {};
}

/** What a column of the record's own row says. */
export function member(state: State, kind: string, column: string): unknown {
  return new Map<string, unknown>(Object.entries(rowOf(state, kind))).get(column);
}

/** What a column says now, or said last, in words: "" where it is empty. */
export function said({ kind, before, after }: Told, column: string): string {
  const value = member(after ?? before, kind, column);
  return value === null || value === undefined || value === '' ? '' : shown(value);
}

/** Whether a column is otherwise than it was. */
export function changed({ kind, before, after }: Told, column: string): boolean {
  return before !== undefined && JSON.stringify(member(before, kind, column)) !== JSON.stringify(member(after, kind, column));
}

/** A value in words, of at most 60 characters; a time as it is on a clock in UTC. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) return `${text.slice(0, 16).replace('T', ' ')} UTC`;
  return text.length <= 60 ? text : `${text.slice(0, 50)}…`;
}

/** " of Cabot" where there is a name; nothing where there is none. */
export function joined(word: string, name: string | undefined): string {
  return name === undefined || name === '' ? '' : ` ${word} ${name}`;
}
