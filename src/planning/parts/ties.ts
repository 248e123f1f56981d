import { DisjointSets } from '../disjoint-sets.js';
import { maxRunsOf, type Arc, type Commons } from '../formulation/commons.js';
import { flowImpact, runImpact } from '../formulation/impacts.js';
import { slackOf } from './slack.js';

/** What hangs together: a good at an assembly in all periods, a process, a pool, a direction of a route and a limit are nodes of one graph. */
export interface Ties {
  /** A number for each set of what hangs together. */
  ofCell(a: number, g: number): number;
  ofProcess(p: number): number;
  /** Of a flow of a good, undefined where none can arrive in time. */
  ofFlow(arc: Arc, g: number): number | undefined;
}

/** Ties what has columns in the same rows; what cannot bind ties nothing. Periods are not told apart. */
export function tiesOf(commons: Commons): Ties {
  const { goods, processes, pools, limits, arcs, place } = commons;
  const [cells, T] = [commons.assemblies.length * goods.length, commons.periods.length];
  const sets = new DisjointSets(cells + processes.length + pools.length + limits.length + arcs.length);
  const cell = (a: number, g: number): number => a * goods.length + g;
  const at = { process: cells, pool: cells + processes.length, limit: cells + processes.length + pools.length, arc: cells + processes.length + pools.length + limits.length };
  const slack = slackOf(commons);
  const arrives = (arc: Arc): boolean => arc.takes < T;
  const limitsOn = limits.map((limit, l) => ({ l, impact: limit.impact, assemblies: limit.assemblies && new Set(limit.assemblies) })).filter(({ l }) => slack.limits[l] !== true);

  processes.forEach((process, p) => {
    if (!maxRunsOf(process, commons).some((most) => most > 0)) return;
    const [a, node] = [place.assembly.of(process.assembly), at.process + p];
    for (const { good } of [...(process.inputs ?? []), ...(process.outputs ?? [])]) sets.join(node, cell(a, place.good.of(good)));
    for (const { pool } of [...(process.uses ?? []), ...(process.adds ?? [])]) {
      const c = place.pool.of(pool);
      if (slack.pools[c] !== true) sets.join(node, at.pool + c);
    }
    for (const { l, impact, assemblies } of limitsOn) {
      if ((assemblies?.has(process.assembly) ?? true) && runImpact(process, impact) > 0) sets.join(node, at.limit + l);
    }
  });
  arcs.forEach((arc, r) => {
    for (const g of arrives(arc) ? arc.goods : []) {
      const start = cell(arc.from, g);
      sets.join(start, cell(arc.to, g));
      if (slack.arcs[r] !== true && (goods[g]?.tonnesPerUnit ?? 0) > 0) sets.join(start, at.arc + r);
      for (const { l, impact, assemblies } of limitsOn) {
        if ((assemblies?.has(commons.assemblies[arc.from]?.id ?? '') ?? true) && flowImpact(arc.route, goods[g], impact) > 0) sets.join(start, at.limit + l);
      }
    }
  });
  return {
    ofCell: (a, g) => sets.of(cell(a, g)),
    ofProcess: (p) => sets.of(at.process + p),
    ofFlow: (arc, g) => (arrives(arc) ? sets.of(cell(arc.from, g)) : undefined),
  };
}
