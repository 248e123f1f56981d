import { formulate, type Formulation } from './formulation/formulation.js';
import { columnSums } from './lp/model.js';
import type { Plan } from './plan-types.js';
import type { Id, Scenario } from './scenario/types.js';
import { RowReader } from './verify/read-plan.js';

/** One constraint that holds needs down at their level. Periods and assemblies are ids of the scenario. */
export interface Bottleneck {
  /**
   * stock: no more of a good is there · nothing: none of a good can be had · pool, route, export, limit: used up ·
   * runs: a process runs as often as it may
   */
  readonly kind: 'stock' | 'nothing' | 'pool' | 'route' | 'export' | 'limit' | 'runs';
  /** Id of the good (stock, nothing, export), pool, route, limit or process. */
  readonly id: Id;
  readonly assembly?: Id;
  readonly period?: Id;
  /**
   * How much one more unit would raise the level, all earlier levels staying as they are (a stock's good, pool's, impact's unit; a
   * route's tonne; a run).
   */
  readonly perUnit: number;
}

/** Needs of one level that the same constraints hold down together. */
export interface Shortfall {
  readonly tier: Id;
  readonly level: number;
  readonly needs: readonly Id[];
  /** Those that would help most first. */
  readonly bottlenecks: readonly Bottleneck[];
}

/** Multipliers below this share of the largest of their level say nothing to a reader. */
const SLIGHT = 1e-6;

/**
 * Why needs get less than their full quantity: for each level the constraints with a multiplier above 0, which are what holds its
 * needs down, and how much one more unit of each would raise the level. Needs that no constraint joins are told apart.
 */
export function explain(scenario: Scenario, plan: Plan): readonly Shortfall[] {
  const formulation = formulate(scenario);
  const rows = new RowReader(formulation);
  const needAt = new Map(formulation.commons.needs.map(({ id }, n) => [id, n]));
  return plan.levels.flatMap(({ tier, level, needs }, position) => {
    const proof = plan.proof.levels[position];
    if (proof === undefined) return [];
    const multipliers = rows.read(proof, `proof.levels[${position}]`, (fault) => { throw new Error(fault); });
    const short = needs.flatMap((id) => {
      const need = formulation.needs[needAt.get(id) ?? -1];
      return need !== undefined && (multipliers[need.row] ?? 0) > 0 ? [need] : [];
    });
    if (short.length === 0) return [];
    const parts = partsOf(formulation, multipliers);
    const holds = bottlenecks(formulation, multipliers, parts);
    const groups = new Map<number, { readonly needs: Id[]; share: number }>();
    for (const { n, row, yardstick } of short) {
      const part = parts.of(row);
      const group = groups.get(part) ?? { needs: [], share: 0 };
      group.needs.push(formulation.commons.needs[n]?.id ?? '');
      // Multipliers add up to 1 over the whole level: a part that is alone in it has its share of them.
      group.share += yardstick * (multipliers[row] ?? 0);
      groups.set(part, group);
    }
    return [...groups].map(([part, group]): Shortfall => ({
      tier, level, needs: group.needs, bottlenecks: (holds.get(part) ?? []).map((each) => ({ ...each, perUnit: each.perUnit / group.share })),
    }));
  });
}

/** Rows with a multiplier, joined where a column that is in use or could be ties them: union-find. */
class Parts {
  private readonly parent: Int32Array;

  constructor(rows: number) {
    this.parent = Int32Array.from({ length: rows }, (_, i) => i);
  }

  of(row: number): number {
    let root = row;
    while (this.parent[root] !== root) root = this.parent[root] ?? root;
    for (let i = row; i !== root;) {
      const next = this.parent[i] ?? root;
      this.parent[i] = root;
      i = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    this.parent[this.of(a)] = this.of(b);
  }
}

function partsOf({ matrix }: Formulation, multipliers: Float64Array): Parts {
  const parts = new Parts(matrix.rows);
  for (let j = 0; j < matrix.columns; j++) {
    let first: number | undefined;
    let sum = 0;
    let size = 0;
    const joined: number[] = [];
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const row = matrix.indices[k] ?? 0;
      const term = (matrix.values[k] ?? 0) * (multipliers[row] ?? 0);
      if (term === 0) continue;
      sum += term;
      size += Math.abs(term);
      first ??= row;
      joined.push(row);
    }
    // A column with a reduced cost above 0 is at 0 in every best plan: nothing passes through it.
    if (first === undefined || sum > 1e-7 * size) continue;
    for (const row of joined) parts.join(first, row);
  }
  return parts;
}

function bottlenecks(formulation: Formulation, multipliers: Float64Array, parts: Parts): ReadonlyMap<number, readonly Bottleneck[]> {
  const byPart = new Map<number, Bottleneck[]>();
  const add = (row: number, bottleneck: Bottleneck): void => {
    const part = parts.of(row);
    const list = byPart.get(part);
    if (list === undefined) byPart.set(part, [bottleneck]);
    else list.push(bottleneck);
  };
  const least = SLIGHT * multipliers.reduce((a, b) => Math.max(a, b), 0);
  const supplied = new Set<number>();
  addRuns(formulation, multipliers, least, supplied, add);
  multipliers.forEach((perUnit, i) => {
    if (perUnit > 0) addRow(formulation, i, perUnit, supplied, least, add);
  });
  for (const list of byPart.values()) list.sort((a, b) => b.perUnit - a.perUnit);
  return byPart;
}

type Add = (row: number, bottleneck: Bottleneck) => void;

/** Processes at their most; notes the rows that some column supplies at all. */
function addRuns({ matrix, variables, commons }: Formulation, multipliers: Float64Array, least: number, supplied: Set<number>, add: Add): void {
  const gains = columnSums(matrix, multipliers);
  const most = new Map(variables.runs.map(({ column, p, t }) => [column, { p, t }]));
  for (let j = 0; j < matrix.columns; j++) {
    let last = -1;
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const row = matrix.indices[k] ?? 0;
      if ((matrix.values[k] ?? 0) < 0) supplied.add(row);
      if ((multipliers[row] ?? 0) > 0) last = row;
    }
    const run = most.get(j);
    const perUnit = -(gains[j] ?? 0);
    if (run === undefined || last < 0 || perUnit <= least || !Number.isFinite(variables.upper[j] ?? Infinity)) continue;
    const process = commons.processes[run.p];
    add(last, { kind: 'runs', id: process?.id ?? '', assembly: process?.assembly ?? '', period: commons.periods[run.t]?.id ?? '', perUnit });
  }
}

function addRow({ commons, keys, rhs }: Formulation, i: number, perUnit: number, supplied: ReadonlySet<number>, least: number, add: Add): void {
  const key = keys[i];
  if (key === undefined || perUnit <= least) return;
  const period = 't' in key ? { period: commons.periods[key.t]?.id ?? '' } : {};
  switch (key.family) {
    case 'balance': {
      const place = { id: commons.goods[key.g]?.id ?? '', assembly: commons.assemblies[key.a]?.id ?? '', ...period, perUnit };
      if ((rhs[i] ?? 0) > 0) add(i, { kind: 'stock', ...place });
      else if (!supplied.has(i)) add(i, { kind: 'nothing', ...place });
      break;
    }
    case 'export': add(i, { kind: 'export', id: commons.goods[key.g]?.id ?? '', assembly: commons.assemblies[key.a]?.id ?? '', ...period, perUnit }); break;
    case 'pool': {
      const pool = commons.pools[key.c];
      add(i, { kind: 'pool', id: pool?.id ?? '', assembly: pool?.assembly ?? '', ...period, perUnit });
      break;
    }
    case 'route': add(i, { kind: 'route', id: commons.arcs[key.r]?.route.id ?? '', ...period, perUnit }); break;
    case 'limit': add(i, { kind: 'limit', id: commons.limits[key.l]?.id ?? '', perUnit }); break;
  }
}
