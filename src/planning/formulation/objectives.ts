import type { Commons } from './commons.js';
import { flowImpact, runImpact, tonneKm } from './impacts.js';
import type { Objective } from '../scenario/types.js';
import type { Variables } from './variables.js';

/** What a plan minimises once every need has its level; tonne-kilometres where the scenario does not say. */
export function objectivesOf(commons: Commons): readonly Objective[] {
  return commons.scenario.then ?? [{ minimise: 'tonne-km' }];
}

/**
 * One objective as a coefficient for each column:
 *   tonne-km   Σ km_r·tonnes_g·f[r,g,t]
 *   impact     Σ imp[p,e]·x[p,t] + Σ imp[r,e]·km_r·tonnes_g·f[r,g,t], in the impact's unit
 *   pool-use   Σ use[p,c]·for·x[p,t] over the pools of a kind, in their units times periods held within the plan
 * docs/model.md, Least effort
 */
export function objectiveCoefficients(objective: Objective, commons: Commons, variables: Variables): Float64Array {
  const coefficients = new Float64Array(variables.count);
  if (objective.minimise === 'pool-use') {
    const kinds = commons.processes.map((process) => (process.uses ?? []).filter((use) =>
      commons.pools[commons.place.pool.of(use.pool)]?.kind === objective.kind));
    for (const { column, p, t } of variables.runs) {
      const left = commons.periods.length - t;
      coefficients[column] = (kinds[p] ?? []).reduce((sum, use) => sum + use.quantity * Math.min(use.for ?? 1, left), 0);
    }
    return coefficients;
  }
  for (const { column, r, g } of variables.flows) {
    const route = commons.arcs[r]?.route;
    if (route === undefined) continue;
    const good = commons.goods[g];
    coefficients[column] = objective.minimise === 'tonne-km' ? tonneKm(route, good) : flowImpact(route, good, objective.impact);
  }
  if (objective.minimise === 'impact') {
    for (const { column, p } of variables.runs) {
      const process = commons.processes[p];
      if (process !== undefined) coefficients[column] = runImpact(process, objective.impact);
    }
  }
  return coefficients;
}

/** What an objective comes to. @param x by column, natural units */
export function valueOf(coefficients: Float64Array, x: Float64Array): number {
  return coefficients.reduce((sum, coefficient, j) => sum + coefficient * (x[j] ?? 0), 0);
}
