import type { Formulation } from './formulation/formulation.js';
import { idAt } from './formulation/order.js';
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
        const place = { assembly: idAt(assemblies, key.a), good: idAt(goods, key.g), period: idAt(periods, key.t), multiplier };
        proof[key.family === 'balance' ? 'balance' : 'exports'].push(place);
        break;
      }
      case 'pool': proof.pools.push({ pool: idAt(pools, key.c), period: idAt(periods, key.t), multiplier }); break;
      case 'route': {
        const arc = arcs[key.r];
        proof.routes.push({
          route: arc?.route.id ?? '', from: idAt(assemblies, arc?.from ?? -1), to: idAt(assemblies, arc?.to ?? -1),
          period: idAt(periods, key.t), multiplier,
        });
        break;
      }
      case 'limit': proof.limits.push({ limit: idAt(limits, key.l), multiplier }); break;
    }
  });
  return proof;
}
