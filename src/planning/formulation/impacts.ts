import type { Good, Id, ImpactQuantity, Process, Route } from '../scenario/types.js';

/** imp[p,e]: what one run causes of an impact, in the impact's unit. */
export function runImpact(process: Process, impact: Id): number {
  return total(process.impacts, impact);
}

/** imp[r,e]·km_r·tonnes_g: what one unit of a good sent on a route causes of an impact, in the impact's unit. */
export function flowImpact(route: Route, good: Good | undefined, impact: Id): number {
  return total(route.impactsPerTonneKm, impact) * tonneKm(route, good);
}

/** km_r·tonnes_g: tonne-kilometres of one unit of a good sent on a route. */
export function tonneKm(route: Route, good: Good | undefined): number {
  return route.km * (good?.tonnesPerUnit ?? 0);
}

function total(quantities: readonly ImpactQuantity[] | undefined, impact: Id): number {
  return (quantities ?? []).reduce((sum, each) => (each.impact === impact ? sum + each.quantity : sum), 0);
}
