import type { Commons } from './commons.js';
import { flowImpact, runImpact } from './impacts.js';
import type { Rows } from './rows.js';
import type { Variables } from './variables.js';

/**
 * The most of an impact that a set of assemblies may cause in a set of periods, in the impact's unit. What a route causes
 * counts for the assembly it leaves, in the period of sending:
 *
 *   Σ_{p at l's assemblies, t in l's periods} imp[p,e]·x[p,t]
 *     + Σ_{r from l's assemblies, g, t in l's periods} imp[r,e]·km_r·tonnes_g·f[r,g,t]  ≤  quantity_l
 *
 * No assemblies given: all. No periods given: all. docs/model.md, Impact limits
 */
export function addImpactLimits(rows: Rows, commons: Commons, variables: Variables): void {
  const atAssembly = commons.processes.map((process) => commons.place.assembly.of(process.assembly));
  commons.limits.forEach((limit, l) => {
    const assemblies = limit.assemblies && new Set(limit.assemblies.map((id) => commons.place.assembly.of(id)));
    const periods = limit.periods && new Set(limit.periods.map((id) => commons.place.period.of(id)));
    const row = rows.open({ family: 'limit', l }, limit.quantity);
    const counts = (a: number, t: number): boolean => (assemblies?.has(a) ?? true) && (periods?.has(t) ?? true);
    const ofRun = commons.processes.map((process) => runImpact(process, limit.impact));
    for (const { column, p, t } of variables.runs) {
      if (counts(atAssembly[p] ?? -1, t)) rows.add(row, column, ofRun[p] ?? 0);
    }
    for (const { column, r, g, t } of variables.flows) {
      const arc = commons.arcs[r];
      if (arc !== undefined && counts(arc.from, t)) rows.add(row, column, flowImpact(arc.route, commons.goods[g], limit.impact));
    }
  });
}
