import { regionsByAssembly } from './confederation-of-regions.js';
import { crossingFlows, shareLimits } from './crossings.js';
import { joinWork } from './join-plans.js';
import type { PlanByParts } from './plan-by-parts.js';
import { beforeAll } from './promises.js';
import type { Region } from './regions-of.js';
import { scenarioOfRegion } from './scenario-of-region.js';
import type { Commons } from '../formulation/commons.js';
import { byId } from '../formulation/order.js';
import type { Plan } from '../plan-types.js';

/** What is done and what needs receive, without a word on how good it is. */
export type Proposal = Pick<Plan, 'needs' | 'flows' | 'runs' | 'kept'>;

/** What lacks no more than this share of a promise is the last digits of a plan. */
export const DIGITS = 1e-10;

/**
 * Plans every region of a grouping again, exactly, while what crosses between them stays as it is in a plan that there is. That plan can
 * be carried out in each region too, so that no sorted level of the whole gets lower; a region for which that does not come out to the last digit
 * stays as it was.
 */
export function* sweep(commons: Commons, grouping: readonly Region[], present: Proposal): PlanByParts<Proposal> {
  const regionOf = regionsByAssembly(grouping);
  const crossings = crossingFlows(commons, grouping, present.flows);
  const inner = present.flows.filter(({ from, to }) => regionOf(from) === regionOf(to));
  const shares = shareLimits(commons, grouping, { runs: present.runs, flows: inner }, crossings);
  const promises = beforeAll(commons.scenario);
  const parts = grouping.flatMap((region) => {
    const part = scenarioOfRegion(commons, region, crossings, promises, shares.get(region.id) ?? []);
    return part === undefined ? [] : [{ ...part, region }];
  });
  const plans = yield parts.map(({ scenario }) => scenario);
  const better = parts.flatMap(({ region, scenario, promises: ids }, k): { readonly region: Region; readonly plan: Plan }[] => {
    const plan = plans[k];
    if (plan === undefined) return [];
    const promised = new Set([...ids.values()].flat());
    const asked = new Map(scenario.needs.map(({ id, quantity }) => [id, quantity]));
    const kept = plan.needs.every(({ id, received }) => !promised.has(id) || received >= (asked.get(id) ?? 0) * (1 - DIGITS));
    return kept ? [{ region, plan: { ...plan, needs: plan.needs.filter(({ id }) => !promised.has(id)) } }] : [];
  });
  return replaced(commons, grouping, present, better);
}

/** A plan with that of some regions in place of what it does within them. */
function replaced(commons: Commons, grouping: readonly Region[], present: Proposal, better: readonly { readonly region: Region; readonly plan: Plan }[]): Proposal {
  const regionOf = regionsByAssembly(grouping);
  const again = new Set(better.map(({ region }) => region.id));
  const stays = (assembly: string): boolean => !again.has(regionOf(assembly));
  const atNeed = new Map(commons.needs.map(({ id, assembly }) => [id, assembly]));
  const atProcess = new Map(commons.processes.map(({ id, assembly }) => [id, assembly]));
  const rest = {
    flows: present.flows.filter(({ from, to }) => regionOf(from) !== regionOf(to) || stays(from)),
    runs: present.runs.filter(({ process }) => stays(atProcess.get(process) ?? '')), kept: present.kept.filter(({ assembly }) => stays(assembly)),
  };
  return {
    needs: byId([...present.needs.filter(({ id }) => stays(atNeed.get(id) ?? '')), ...better.flatMap(({ plan }) => plan.needs)]),
    ...joinWork(commons.scenario, [rest, ...better.map(({ plan }) => plan)]),
  };
}
