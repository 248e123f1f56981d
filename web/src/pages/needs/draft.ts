import { type AmountFault, formOf, isSameAmount, readAmount, writeAmount } from '../../reading/amount.js';

/** Where a need stands: of an assembly and a cycle there is one for each. */
export interface Place {
  readonly goodId: string;
  readonly tierId: string;
  readonly periodId: string;
}

/** A need as it stands in the records. */
export interface Standing {
  readonly id: string;
  readonly version: number;
  readonly quantity: string;
  readonly yardstick: string | null;
  readonly why: string;
}

/** A text that somebody typed, and the form in which they write figures: "1.234" is one thing in Catalan and another in English. */
export interface Typed {
  readonly text: string;
  readonly locale: string;
}

/** What somebody typed about one place. */
export interface Entry extends Place {
  readonly quantity: Typed;
  readonly yardstick: Typed;
  readonly why: string;
  /** The need that stood there when they began, as far as it tells whether another has come since; null: none. */
  readonly from: Standing | null;
}

/** What is wanted at a place. */
export interface Wanted {
  readonly quantity: string;
  readonly yardstick: string | null;
  readonly why: string;
}

/** What an entry comes to. */
export type Change =
  | { readonly kind: 'new'; readonly place: Place; readonly after: Wanted }
  | { readonly kind: 'changed'; readonly place: Place; readonly before: Standing; readonly after: Wanted }
  | { readonly kind: 'withdrawn'; readonly place: Place; readonly before: Standing }
  /** Something else stands there than when it was typed: whoever typed it decides. `after` null: they wanted none. */
  | { readonly kind: 'overtaken'; readonly place: Place; readonly now: Standing | undefined; readonly after: Wanted | null }
  | { readonly kind: 'fault'; readonly place: Place; readonly field: 'quantity' | 'yardstick'; readonly fault: AmountFault };

export const keyOf = ({ goodId, tierId, periodId }: Place): string => `${goodId} ${tierId} ${periodId}`;
export const rowOf = ({ goodId, tierId }: Omit<Place, 'periodId'>): string => `${goodId} ${tierId}`;

/** An entry as it begins: what stands there, as the reader writes it. */
export function beginning(place: Place, now: Standing | undefined, locale: string): Entry {
  const form = formOf(locale);
  const typed = (value: string | null | undefined): Typed => ({ text: value == null ? '' : writeAmount(value, form), locale });
  return { ...placed(place), quantity: typed(now?.quantity), yardstick: typed(now?.yardstick), why: now?.why ?? '', from: now ?? null };
}

/** What somebody typed, in the form of whoever looks now. What cannot be read stays as it was typed. */
export function textIn({ text, locale }: Typed, shownIn: string): string {
  if (locale === shownIn) return text;
  const amount = readAmount(text, formOf(locale));
  return amount.kind === 'amount' ? writeAmount(amount.value, formOf(shownIn)) : text;
}

/** What an entry comes to beside what stands there now; undefined where that is the same. Nothing, or 0, is no need. */
export function changeOf(entry: Entry, now: Standing | undefined): Change | undefined {
  const place = placed(entry);
  const quantity = read(entry.quantity);
  if (quantity.kind === 'fault') return { kind: 'fault', place, field: 'quantity', fault: quantity.fault };
  const yardstick = read(entry.yardstick);
  const isNone = quantity.kind === 'nothing' || quantity.value === '0';
  if (!isNone && yardstick.kind === 'fault') return { kind: 'fault', place, field: 'yardstick', fault: yardstick.fault };
  const after = isNone ? null : { quantity: quantity.value, yardstick: yardstick.kind === 'amount' && yardstick.value !== '0' ? yardstick.value : null, why: entry.why.trim() };
  if (isSame(after, now)) return undefined;
  if (entry.from?.id !== now?.id || entry.from?.version !== now?.version) return { kind: 'overtaken', place, now, after };
  if (after === null) return now && { kind: 'withdrawn', place, before: now };
  return now ? { kind: 'changed', place, before: now, after } : { kind: 'new', place, after };
}

/** What was typed, by keyOf. */
export type Entries = ReadonlyMap<string, Entry>;
/** What stands, by keyOf. */
export type StandingNeeds = ReadonlyMap<string, Standing>;

export function entriesOf(list: readonly Entry[]): Entries {
  return new Map(list.map((entry) => [keyOf(entry), entry]));
}

/** With these in place of what was typed there. */
export function withEntries(entries: Entries, list: readonly Entry[]): Entries {
  return new Map([...entries, ...entriesOf(list)]);
}

export function withoutEntries(entries: Entries, places: readonly Place[]): Entries {
  const gone = new Set(places.map(keyOf));
  return new Map([...entries].filter(([key]) => !gone.has(key)));
}

/** What entries come to, by keyOf; those that come to what stands have nothing. */
export function changesOf(entries: Entries, standing: StandingNeeds): ReadonlyMap<string, Change> {
  return new Map([...entries].flatMap(([key, entry]): [string, Change][] => {
    const change = changeOf(entry, standing.get(key));
    return change ? [[key, change]] : [];
  }));
}

function read({ text, locale }: Typed): ReturnType<typeof readAmount> {
  return readAmount(text, formOf(locale));
}

function isSame(after: Wanted | null, now: Standing | undefined): boolean {
  if (after === null || now === undefined) return after === null && now === undefined;
  const isSameYardstick = after.yardstick === null || now.yardstick === null ? after.yardstick === now.yardstick : isSameAmount(after.yardstick, now.yardstick);
  return isSameAmount(after.quantity, now.quantity) && isSameYardstick && after.why === now.why;
}

/** Of a larger thing, the place alone. */
function placed({ goodId, tierId, periodId }: Place): Place {
  return { goodId, tierId, periodId };
}

/** The lists that the service declares, revises and withdraws together; `places`: the place of each by its path there, `needs.3`. */
export function toInput(changes: readonly Change[]) {
  const needs = changes.flatMap((change) => (change.kind === 'new' ? [{ ...change.place, ...change.after }] : []));
  const revised = changes.flatMap((change) => (change.kind === 'changed' ? [{ id: change.before.id, version: change.before.version, ...change.after }] : []));
  const withdrawn = changes.flatMap((change) => (change.kind === 'withdrawn' ? [{ id: change.before.id, version: change.before.version }] : []));
  const places = new Map<string, Place>();
  const lists = { new: 'needs', changed: 'revised', withdrawn: 'withdrawn' } as const;
  for (const kind of ['new', 'changed', 'withdrawn'] as const) {
    changes.filter((change) => change.kind === kind).forEach(({ place }, n) => { places.set(`${lists[kind]}.${n}`, place); });
  }
  return { lists: { needs, revised, withdrawn }, places };
}

const KEPT_FORM = 1;

/** What is kept of a draft in the browser. */
export interface Kept {
  readonly entries: readonly Entry[];
  /** Rows that were added and may be empty still. */
  readonly rows: readonly Omit<Place, 'periodId'>[];
}

export function keep(kept: Kept): string {
  return JSON.stringify({ form: KEPT_FORM, ...kept });
}

/** What was kept; nothing where it is not what an earlier visit wrote. */
export function unkeep(text: string | null): Kept {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    if (isKept(kept)) return { entries: kept.entries, rows: kept.rows };
  } catch {
    // Half a text: as if there were none.
  }
  return { entries: [], rows: [] };
}

function isKept(kept: unknown): kept is Kept {
  return has(kept, 'form') && kept.form === KEPT_FORM && has(kept, 'entries') && has(kept, 'rows')
    && Array.isArray(kept.entries) && kept.entries.every(isEntry) && Array.isArray(kept.rows) && kept.rows.every((row: unknown) => texts(row, 'goodId', 'tierId'));
}

function isEntry(entry: unknown): boolean {
  return texts(entry, 'goodId', 'tierId', 'periodId', 'why') && has(entry, 'quantity') && texts(entry.quantity, 'text', 'locale')
    && has(entry, 'yardstick') && texts(entry.yardstick, 'text', 'locale') && has(entry, 'from') && (entry.from === null || texts(entry.from, 'id', 'quantity', 'why'));
}

function has<Key extends string>(value: unknown, key: Key): value is Readonly<Record<Key, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function texts(value: unknown, ...keys: readonly string[]): boolean {
  return keys.every((key) => has(value, key) && typeof value[key] === 'string');
}

