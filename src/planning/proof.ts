import type { Formulation } from './formulation/formulation.js';
import type { Multipliers } from './plan-types.js';

/** Multipliers, one a row of the formulation, with the ids of what each row is of; those above 0 alone. */
export function multipliersByFamily(formulation: Formulation, multipliers: Float64Array): Multipliers {
  const { assemblies, goods, periods, pools, arcs, limits } = formulation.commons;
  type Mutable = { -readonly [Family in keyof Multipliers]: Multipliers[Family][number][] };
  const proof: Mutable = { balance: [], pools: [], routes: [], exports: [], limits: [] };
  formulation.keys.forEach((key, i) => {
    const multiplier = multipliers[i] ?? 0;
    if (!(multiplier > 0)) return;
    switch (key.family) {
      case 'balance':
      case 'export': {
        const place = { assembly: assemblies[key.a]?.id ?? '', good: goods[key.g]?.id ?? '', period: periods[key.t]?.id ?? '', multiplier };
        proof[key.family === 'balance' ? 'balance' : 'exports'].push(place);
        break;
      }
      case 'pool': proof.pools.push({ pool: pools[key.c]?.id ?? '', period: periods[key.t]?.id ?? '', multiplier }); break;
      case 'route': {
        const arc = arcs[key.r];
        proof.routes.push({
          route: arc?.route.id ?? '', from: assemblies[arc?.from ?? -1]?.id ?? '', to: assemblies[arc?.to ?? -1]?.id ?? '',
          period: periods[key.t]?.id ?? '', multiplier,
        });
        break;
      }
      case 'limit': proof.limits.push({ limit: limits[key.l]?.id ?? '', multiplier }); break;
    }
  });
  return proof;
}
