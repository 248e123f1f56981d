import type { Formulation } from '../formulation/formulation.js';

/** By row: the good, pool, route or limit that it counts. */
export function countedBy({ keys }: Formulation): readonly string[] {
  return keys.map((key) => {
    switch (key.family) {
      case 'balance':
      case 'export': return `good ${key.g}`;
      case 'pool': return `pool ${key.c}`;
      case 'route': return `route ${key.r}`;
      case 'limit': return `limit ${key.l}`;
    }
  });
}

/** By what is counted: all quantities above 0 that are there or needed of it, taken together; nothing where none is named. */
export function quantitiesNamed({ rhs, needs }: Formulation, counted: readonly string[], together: (a: number, b: number) => number): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  const take = (row: number, quantity: number): void => {
    const what = counted[row] ?? '';
    const before = named.get(what);
    if (quantity > 0) named.set(what, before === undefined ? quantity : together(before, quantity));
  };
  rhs.forEach((quantity, row) => { take(row, quantity); });
  for (const { row, quantity } of needs) take(row, quantity);
  return named;
}
