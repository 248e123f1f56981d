import { ofBrowser } from '../../keeping/keep.js';
import { beginning, type Change, changesOf, type Entries, entriesOf, type Entry, keep, keyOf, type Place, rowOf, type Standing, type StandingNeeds, unkeep, withEntries, withoutEntries } from './draft.js';
import type { SheetEntry } from './place-sheet.js';

export type RowPlace = Omit<Place, 'periodId'>;

/** An amount that something is filled in with. */
export interface Filling extends Place {
  readonly quantity: string;
  readonly why?: string;
  readonly yardstick?: string | null;
}

/** What somebody typed about the needs of an assembly in a cycle, beside what stands. It is kept in the browser with every key. */
export class NeedsDraft {
  #entries = $state.raw<Entries>(entriesOf([]));
  #rows = $state.raw<readonly RowPlace[]>([]);
  #standing = $state.raw<StandingNeeds | undefined>();
  readonly #byPlace = $derived(this.#standing ? changesOf(this.#entries, this.#standing) : undefined);
  readonly #kept: string;
  readonly #locale: () => string;

  /** @param locale in which whoever types writes figures */
  constructor(assemblyId: string, cycleId: string, locale: () => string) {
    this.#kept = `needs ${assemblyId} ${cycleId}`;
    this.#locale = locale;
    const { entries, rows } = unkeep(ofBrowser.get(this.#kept));
    this.#entries = entriesOf(entries);
    this.#rows = rows;
  }

  get changes(): readonly Change[] { return [...this.#byPlace?.values() ?? []]; }
  get isEmpty(): boolean { return this.#entries.size === 0 && this.#rows.length === 0; }
  /** The rows that something was typed in, or that were added. */
  get rows(): readonly RowPlace[] { return [...this.#rows, ...this.#entries.values()]; }

  /** What stands now, by keyOf. What was typed and is the same by now is typed no more. */
  set standing(standing: StandingNeeds) {
    this.#standing = standing;
    const changes = changesOf(this.#entries, standing);
    this.#become(withoutEntries(this.#entries, [...this.#entries.values()].filter((entry) => !changes.has(keyOf(entry)))));
  }

  changeAt(place: Place): Change | undefined { return this.#byPlace?.get(keyOf(place)); }
  standingAt(place: Place): Standing | undefined { return this.#standing?.get(keyOf(place)); }
  entryAt(place: Place): Entry { return this.#entries.get(keyOf(place)) ?? beginning(place, this.standingAt(place), this.#locale()); }

  type(place: Place, what: { readonly quantity?: string; readonly yardstick?: string; readonly why?: string }): void {
    this.take([{ ...place, ...what }]);
  }

  /** As typed, many at once. */
  take(entries: readonly SheetEntry[]): void {
    const locale = this.#locale();
    this.#become(withEntries(this.#entries, entries.map(({ quantity, yardstick, why, ...place }): Entry => {
      const now = this.standingAt(place);
      const before = this.#entries.get(keyOf(place)) ?? { ...beginning(place, now, locale), ...(now ? {} : { why: this.#whyBeside(place) }) };
      return { ...before, ...(quantity === undefined ? {} : { quantity: { text: quantity, locale } }), ...(yardstick === undefined ? {} : { yardstick: { text: yardstick, locale } }), ...(why === undefined ? {} : { why }) };
    })));
  }

  /** Fills in exact amounts where nothing stands and nothing was typed. @returns how many it could */
  fill(fillings: readonly Filling[]): number {
    const free = fillings.filter((place) => !this.standingAt(place) && this.entryAt(place).quantity.text.trim() === '');
    this.#become(withEntries(this.#entries, free.map(({ quantity, yardstick, why, ...place }): Entry => {
      const amounts = { id: '', version: 0, quantity, yardstick: yardstick ?? null, why: why ?? '' };
      return { ...beginning(place, amounts, this.#locale()), from: null };
    })));
    return free.length;
  }

  addRow(row: RowPlace): void {
    if (!this.rows.some((each) => rowOf(each) === rowOf(row))) this.#rows = [...this.#rows, row];
    this.#keep();
  }

  emptyRow(row: RowPlace, periodIds: readonly string[]): void {
    this.#rows = this.#rows.filter((each) => rowOf(each) !== rowOf(row));
    const places = periodIds.map((periodId) => ({ goodId: row.goodId, tierId: row.tierId, periodId }));
    this.#entries = withoutEntries(this.#entries, places);
    this.take(places.filter((place) => this.standingAt(place)).map((place) => ({ ...place, quantity: '' })));
  }

  /** What was typed stays, though something else stands there by now. */
  insist(places: readonly Place[]): void {
    this.#become(withEntries(this.#entries, places.map((place) => ({ ...this.entryAt(place), from: this.standingAt(place) ?? null }))));
  }

  forget(places: readonly Place[]): void {
    this.#become(withoutEntries(this.#entries, places));
  }

  forgetAll(): void {
    this.#rows = [];
    this.#become(entriesOf([]));
  }

  /** What is said of the whole row is said of a new amount in it too. */
  #whyBeside(place: Place): string {
    const beside = [...this.#entries.values()].find((entry) => rowOf(entry) === rowOf(place) && entry.why !== '')?.why;
    return beside ?? [...this.#standing ?? []].find(([key, { why }]) => key.startsWith(`${rowOf(place)} `) && why !== '')?.[1].why ?? '';
  }

  #become(entries: Entries): void {
    this.#entries = entries;
    this.#keep();
  }

  #keep(): void {
    if (this.isEmpty) ofBrowser.remove(this.#kept);
    else ofBrowser.set(this.#kept, keep({ entries: [...this.#entries.values()], rows: this.#rows }));
  }
}
