import { unusedIds } from './confederation-of-regions.js';
import type { Crossing } from './crossings.js';
import type { Plan } from '../plan-types.js';
import type { Id, Named, Need, Scenario } from '../scenario/types.js';

/** How a region's scenario asks for what the region is to send: as needs where it leaves, of these tiers. */
export interface Promises {
  readonly tiers: readonly Named[];
  of(crossing: Crossing): readonly Pick<Need, 'tier' | 'quantity' | 'yardstick'>[];
}

/** In a tier before all others: for what can be sent, as a plan shows that there is. */
export function beforeAll({ tiers }: Scenario): Promises {
  const [tier = ''] = unusedIds(tiers.map(({ id }) => id), 'promised to other regions ', 1);
  return { tiers: [{ id: tier }, ...tiers], of: ({ quantity }) => [{ tier, quantity }] };
}

/** A share below this is left to the others. */
const SLIGHT = 1e-3;
/** Recipes follow each other so many times at most until what they are for is known. */
const ROUNDS = 10;

/**
 * Beside the needs of its own: what is sent is divided among the tiers as the confederation of regions uses the good, by way of recipes too, and has
 * been sent in full when the tier's needs of its own have the least level that the tier has there. So the needs of other regions stand beside
 * those of one's own: nobody here has less than the least that all were to have so that more is sent, and nobody has more before it is sent.
 */
export function besideNeeds(scenario: Scenario, ofRegions: Scenario, plan: Plan): Promises {
  const { tiers } = scenario;
  const uses = usesByTier(ofRegions, plan);
  const levels = leastLevels(ofRegions, plan);
  return {
    tiers,
    of({ good, quantity }) {
      const shares = tiers.map(({ id }) => uses.get(good)?.get(id) ?? 0);
      const told = shares.map((share) => (share >= SLIGHT ? share : 0));
      const all = told.reduce((sum, share) => sum + share, 0);
      const [first] = tiers;
      if (all === 0) return first === undefined ? [] : [{ tier: first.id, quantity }];
      return tiers.flatMap(({ id: tier }, k) => {
        const its = quantity * (told[k] ?? 0) / all;
        return its > 0 ? [{ tier, quantity: its, yardstick: its / Math.max(SLIGHT, Math.min(1, levels.get(tier) ?? 1)) }] : [];
      });
    },
  };
}

/** By tier: the least level of its needs. */
function leastLevels({ needs }: Scenario, plan: Plan): ReadonlyMap<Id, number> {
  const tierOf = new Map(needs.map(({ id, tier }) => [id, tier]));
  const least = new Map<Id, number>();
  for (const { id, level } of plan.needs) {
    const tier = tierOf.get(id) ?? '';
    least.set(tier, Math.min(level, least.get(tier) ?? Infinity));
  }
  return least;
}

type Shares = ReadonlyMap<Id, number>;

/** By good: the share of it that is for needs of each tier, for what is made of it too. */
function usesByTier(scenario: Scenario, plan: Plan): ReadonlyMap<Id, Shares> {
  const needOf = new Map(scenario.needs.map((need) => [need.id, need]));
  const received = plan.needs.flatMap(({ id, received: quantity }) => { const need = needOf.get(id); return need === undefined ? [] : [{ good: need.good, tier: need.tier, quantity }]; });
  const runs = new Map<Id, number>();
  for (const { process, runs: count } of plan.runs) runs.set(process, (runs.get(process) ?? 0) + count);
  let shares: ReadonlyMap<Id, Shares> = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Map<Id, Map<Id, number>>();
    const add = (good: Id, tier: Id, quantity: number): void => {
      const its = sums.get(good) ?? new Map<Id, number>();
      sums.set(good, its.set(tier, (its.get(tier) ?? 0) + quantity));
    };
    for (const { good, tier, quantity } of received) add(good, tier, quantity);
    for (const { id, inputs = [], outputs = [] } of scenario.processes ?? []) {
      const count = runs.get(id) ?? 0;
      for (const made of outputs) for (const [tier, share] of shares.get(made.good) ?? []) for (const input of inputs) add(input.good, tier, count * input.quantity * share / outputs.length);
    }
    shares = new Map([...sums].map(([good, its]) => {
      const all = [...its.values()].reduce((sum, quantity) => sum + quantity, 0);
      return [good, all > 0 ? new Map([...its].map(([tier, quantity]) => [tier, quantity / all])) : new Map<Id, number>()];
    }));
  }
  return shares;
}
