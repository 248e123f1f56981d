import { addBalance } from './balance.js';
import { commonsOf, type Commons } from './commons.js';
import { addExportLimits } from './export-limits.js';
import { addImpactLimits } from './impact-limits.js';
import { addPools } from './pools.js';
import { addRouteCapacity } from './route-capacity.js';
import { Rows, type RowKey } from './rows.js';
import { variablesOf, type Variables } from './variables.js';
import type { SparseMatrix } from '../lp/model.js';
import type { Scenario } from '../scenario/types.js';

/** A need as the program sees it: so much on the right-hand side of one balance row. */
export interface PlacedNeed {
  readonly n: number;
  readonly row: number;
  readonly tier: number;
  /** q(n), the most it can get, in the good's unit. */
  readonly quantity: number;
  /** w(n), what its level is measured against. */
  readonly yardstick: number;
}

/** The constraints of a scenario, in natural units:  matrix·x + (what the needs get) ≤ rhs,  0 ≤ x ≤ variables.upper. */
export interface Formulation {
  readonly commons: Commons;
  readonly variables: Variables;
  readonly keys: readonly RowKey[];
  readonly rhs: Float64Array;
  readonly matrix: SparseMatrix;
  readonly needs: readonly PlacedNeed[];
}

/** Writes a checked scenario as a linear program. */
export function formulate(scenario: Scenario): Formulation {
  const commons = commonsOf(scenario);
  const variables = variablesOf(commons);
  const rows = new Rows();
  const balanceRow = addBalance(rows, commons, variables);
  addPools(rows, commons, variables);
  addRouteCapacity(rows, commons, variables);
  addExportLimits(rows, commons, variables);
  addImpactLimits(rows, commons, variables);
  const { place } = commons;
  const needs = commons.needs.map((need, n) => ({
    n,
    row: balanceRow[commons.cell(place.assembly.of(need.assembly), place.good.of(need.good), place.period.of(need.period))] ?? 0,
    tier: place.tier.of(need.tier),
    quantity: need.quantity,
    yardstick: need.yardstick ?? need.quantity,
  }));
  return { commons, variables, needs, ...rows.finish(variables.count) };
}
