import type { Formulation } from '../formulation/formulation.js';
import { idAt } from '../formulation/order.js';
import type { RowKey } from '../formulation/rows.js';
import type { Multipliers, Plan } from '../plan-types.js';

export type Say = (fault: string) => void;

/** Joins ids so that no two lists of ids join to the same text. */
function key(...ids: readonly string[]): string {
  return JSON.stringify(ids);
}

/** What a plan does, as one number a column of the formulation; says what it names that the scenario does not have, or twice. */
export function readColumns({ commons, variables }: Formulation, plan: Pick<Plan, 'runs' | 'flows' | 'kept'>, say: Say): Float64Array {
  const { assemblies, goods, periods, processes, arcs } = commons;
  const columns = new Map<string, number>();
  for (const { column, p, t } of variables.runs) columns.set(key('run', idAt(processes, p), idAt(periods, t)), column);
  for (const { column, r, g, t } of variables.flows) {
    const arc = arcs[r];
    columns.set(key('flow', arc?.route.id ?? '', idAt(assemblies, arc?.from ?? -1), idAt(assemblies, arc?.to ?? -1), idAt(goods, g), idAt(periods, t)), column);
  }
  for (const { column, a, g, t } of variables.kept) columns.set(key('kept', idAt(assemblies, a), idAt(goods, g), idAt(periods, t)), column);
  const x = new Float64Array(variables.count);
  const put = (place: string, found: number | undefined, quantity: number): void => {
    if (found === undefined) say(`${place}: the scenario has no such thing`);
    else if ((x[found] ?? 0) > 0) say(`${place}: stands in the plan twice`);
    else x[found] = quantity;
  };
  plan.runs.forEach((run, k) => { put(`runs[${k}]`, columns.get(key('run', run.process, run.period)), run.runs); });
  plan.flows.forEach((flow, k) => {
    put(`flows[${k}]`, columns.get(key('flow', flow.route, flow.from, flow.to, flow.good, flow.period)), flow.quantity);
  });
  plan.kept.forEach((kept, k) => { put(`kept[${k}]`, columns.get(key('kept', kept.assembly, kept.good, kept.period)), kept.quantity); });
  return x;
}

/** The multipliers of one level, as one number a row of the formulation. */
export class RowReader {
  private readonly rows: ReadonlyMap<string, number>;

  constructor(private readonly formulation: Formulation) {
    this.rows = new Map(formulation.keys.map((row, i) => [this.nameOf(row), i]));
  }

  /** What a row is, in the domain's words and the scenario's ids. */
  inWords(i: number): string {
    const row = this.formulation.keys[i];
    if (row === undefined) return `row ${i}`;
    const { assemblies, goods, periods, pools, arcs, limits } = this.formulation.commons;
    const quoted = (list: readonly { readonly id: string }[], at: number): string => JSON.stringify(idAt(list, at));
    switch (row.family) {
      case 'balance': return `the balance of ${quoted(goods, row.g)} at ${quoted(assemblies, row.a)} in ${quoted(periods, row.t)}`;
      case 'export': return `the export limit on ${quoted(goods, row.g)} at ${quoted(assemblies, row.a)} in ${quoted(periods, row.t)}`;
      case 'pool': return `the pool ${quoted(pools, row.c)} in ${quoted(periods, row.t)}`;
      case 'route': return `the capacity of the route ${JSON.stringify(arcs[row.r]?.route.id ?? '')} in ${quoted(periods, row.t)}`;
      case 'limit': return `the ecological limit ${quoted(limits, row.l)}`;
    }
  }

  read(proof: Multipliers, place: string, say: Say): Float64Array {
    const multipliers = new Float64Array(this.formulation.keys.length);
    const put = (list: string, k: number, name: string, multiplier: number): void => {
      const i = this.rows.get(name);
      if (i === undefined) say(`${place}.${list}[${k}]: the scenario has no such constraint`);
      else if ((multipliers[i] ?? 0) > 0) say(`${place}.${list}[${k}]: stands in the proof twice`);
      else multipliers[i] = multiplier;
    };
    proof.balance.forEach((each, k) => { put('balance', k, key('balance', each.assembly, each.good, each.period), each.multiplier); });
    proof.exports.forEach((each, k) => { put('exports', k, key('export', each.assembly, each.good, each.period), each.multiplier); });
    proof.pools.forEach((each, k) => { put('pools', k, key('pool', each.pool, each.period), each.multiplier); });
    proof.routes.forEach((each, k) => { put('routes', k, key('route', each.route, each.from, each.to, each.period), each.multiplier); });
    proof.limits.forEach((each, k) => { put('limits', k, key('limit', each.limit), each.multiplier); });
    return multipliers;
  }

  private nameOf(row: RowKey): string {
    const { assemblies, goods, periods, pools, arcs, limits } = this.formulation.commons;
    switch (row.family) {
      case 'balance':
      case 'export': return key(row.family, idAt(assemblies, row.a), idAt(goods, row.g), idAt(periods, row.t));
      case 'pool': return key('pool', idAt(pools, row.c), idAt(periods, row.t));
      case 'route': {
        const arc = arcs[row.r];
        return key('route', arc?.route.id ?? '', idAt(assemblies, arc?.from ?? -1), idAt(assemblies, arc?.to ?? -1), idAt(periods, row.t));
      }
      case 'limit': return key('limit', idAt(limits, row.l));
    }
  }
}
