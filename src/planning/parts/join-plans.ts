import { addMultipliers, anyMultiplier, proofOfWhole } from './add-multipliers.js';
import { byId, compareIds } from '../formulation/order.js';
import type { Multipliers, Plan, PlannedFlow, PlannedKeeping, PlannedLevel, PlannedRun } from '../plan-types.js';
import type { Id, Scenario } from '../scenario/types.js';

/** Two levels closer than this, relative to the larger, are one. */
const SAME = 1e-9;

/**
 * The plan of a scenario from the plans of its parts (fall-apart.ts). The leximin of the union is the union of the leximins, and a part's
 * multipliers prove its levels in the whole too, where all others are 0: docs/model.md, Parts.
 */
export function joinPlans(scenario: Scenario, sha256: string, plans: readonly Plan[]): Plan {
  const [first] = plans;
  if (first === undefined) throw new Error('no plans to join');
  const levels = joinLevels(scenario, plans);
  const objectives = first.objectives.map((objective, k) => ({ ...objective, value: plans.reduce((sum, plan) => sum + (plan.objectives[k]?.value ?? 0), 0) }));
  const efforts = plans.map(({ objectives: list, proof }) => ({ values: list.map(({ value }) => value), proofs: proof.objectives }));
  return {
    format: 'confederal-plan/1', scenario: { name: scenario.name, sha256 }, engine: first.engine,
    needs: byId(plans.flatMap(({ needs }) => needs)),
    levels: levels.map(({ level }) => level),
    ...joinWork(scenario, plans),
    objectives,
    proof: { levels: levels.map(({ proof }) => proof), objectives: objectives.map((_, k) => proofOfWhole(efforts, k)) },
  };
}

/** What is done in each of the plans, in the order of a plan. */
export function joinWork(scenario: Scenario, plans: readonly Pick<Plan, 'flows' | 'runs' | 'kept'>[]): Pick<Plan, 'flows' | 'runs' | 'kept'> {
  const periods = new Map(scenario.periods.map(({ id }, t) => [id, t]));
  const starts = new Map(scenario.routes?.map(({ id, from }) => [id, from]));
  const inTime = (a: Id, b: Id): number => (periods.get(a) ?? 0) - (periods.get(b) ?? 0);
  const back = ({ route, from }: PlannedFlow): number => (starts.get(route) === from ? 0 : 1);
  return {
    flows: plans.flatMap(({ flows }) => flows).sort((a, b) => compareIds(a.route, b.route) || back(a) - back(b) || compareIds(a.good, b.good) || inTime(a.period, b.period)),
    runs: plans.flatMap(({ runs }) => runs).sort((a: PlannedRun, b) => compareIds(a.process, b.process) || inTime(a.period, b.period)),
    kept: plans.flatMap(({ kept }) => kept).sort((a: PlannedKeeping, b) => compareIds(a.assembly, b.assembly) || compareIds(a.good, b.good) || inTime(a.period, b.period)),
  };
}

interface ProvedLevel { readonly level: PlannedLevel; readonly proof: Multipliers }

/** All levels by tier and rising. Those that are the same are one, proved by the mean of what proves them: it adds up to 1 over all that still rise, as each does. */
function joinLevels({ tiers }: Scenario, plans: readonly Plan[]): readonly ProvedLevel[] {
  const tierAt = new Map(tiers.map(({ id }, k) => [id, k]));
  const all = plans.flatMap(({ levels, proof }) => levels.flatMap((level, k): ProvedLevel[] => {
    const its = proof.levels[k];
    return its === undefined ? [] : [{ level, proof: its }];
  })).sort(({ level: a }, { level: b }) => (tierAt.get(a.tier) ?? 0) - (tierAt.get(b.tier) ?? 0) || a.level - b.level);
  const groups: ProvedLevel[][] = [];
  for (const each of all) {
    const before = groups.at(-1)?.[0]?.level;
    if (before?.tier === each.level.tier && each.level.level <= before.level * (1 + SAME)) groups.at(-1)?.push(each);
    else groups.push([each]);
  }
  return groups.flatMap((group) => {
    const [only] = group;
    if (only === undefined || group.length === 1) return group;
    const proofs = group.map(({ proof }) => proof).filter(anyMultiplier);
    return [{
      level: { ...only.level, needs: group.flatMap(({ level }) => level.needs).sort(compareIds) },
      proof: addMultipliers(proofs.map((multipliers) => ({ multipliers, times: 1 / proofs.length }))),
    }];
  });
}
