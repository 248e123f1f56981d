import type { Id, Named, PerPeriod, Scenario } from '../scenario/types.js';

/** Compares by UTF-16 code units: the same in every language and on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Records in the order of their ids, so that the order in which they came never reaches a plan. */
export function byId<T extends { readonly id: Id }>(records: readonly T[] | undefined): readonly T[] {
  return [...(records ?? [])].sort((a, b) => compareIds(a.id, b.id));
}

/** The id of what stands at a position of a list; '' where nothing stands there. */
export function idAt(list: readonly Pick<Named, 'id'>[], at: number): Id {
  return list[at]?.id ?? '';
}

/** The position of each id in a list. Asking for an id that is not there is a bug: scenarios are checked before. */
export class Positions {
  private readonly at: ReadonlyMap<Id, number>;

  constructor(private readonly kind: string, records: readonly Pick<Named, 'id'>[]) {
    this.at = new Map(records.map((record, position) => [record.id, position]));
  }

  of(id: Id): number {
    const position = this.at.get(id);
    if (position === undefined) throw new Error(`no ${this.kind} has the id ${JSON.stringify(id)}: check the scenario before planning`);
    return position;
  }
}

/** One number a period, from a quantity that holds for all alike or is given by period. */
export function perPeriod(quantity: PerPeriod, periods: Scenario['periods']): Float64Array {
  if (typeof quantity === 'number') return new Float64Array(periods.length).fill(quantity);
  return Float64Array.from(periods, (period) => (Object.hasOwn(quantity, period.id) ? (quantity[period.id] ?? 0) : 0));
}
