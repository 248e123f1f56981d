import type { Commons } from './commons.js';
import type { Rows } from './rows.js';
import type { Variables } from './variables.js';

/**
 * The most of a good that may leave an assembly, net of what arrives there, in a period, in the good's unit:
 *
 *   Σ_{r out of a} f[r,g,t] − Σ_{r into a} (1−loss_r)·f[r,g,t−takes_r]  ≤  limit[a,g,t]
 *
 * A limit without a period holds in each alike; of several on one (a,g,t) the smallest holds. docs/model.md, Export
 */
export function addExportLimits(rows: Rows, commons: Commons, variables: Variables): void {
  const rowOf = new Map<number, number>();
  for (const [cell, { a, g, t, quantity }] of smallestLimits(commons)) {
    rowOf.set(cell, rows.open({ family: 'export', a, g, t }, quantity));
  }
  if (rowOf.size === 0) return;
  for (const { column, r, g, t } of variables.flows) {
    const arc = commons.arcs[r];
    if (arc === undefined) continue;
    const leaves = rowOf.get(commons.cell(arc.from, g, t));
    if (leaves !== undefined) rows.add(leaves, column, 1);
    const arrives = rowOf.get(commons.cell(arc.to, g, t + arc.takes));
    if (arrives !== undefined) rows.add(arrives, column, -(1 - arc.loss));
  }
}

interface CellLimit { readonly a: number; readonly g: number; readonly t: number; readonly quantity: number }

/** By cell, ascending. */
function smallestLimits(commons: Commons): readonly [number, CellLimit][] {
  const smallest = new Map<number, CellLimit>();
  for (const { assembly, good, period, quantity } of commons.scenario.exportLimits ?? []) {
    const a = commons.place.assembly.of(assembly);
    const g = commons.place.good.of(good);
    const periods = period === undefined ? commons.periods.map((_, t) => t) : [commons.place.period.of(period)];
    for (const t of periods) {
      const cell = commons.cell(a, g, t);
      if (quantity < (smallest.get(cell)?.quantity ?? Infinity)) smallest.set(cell, { a, g, t, quantity });
    }
  }
  return [...smallest].sort(([a], [b]) => a - b);
}
