import { checkRows } from './check-rows.js';
import { nestedPlanShape } from './plan-shape.js';
import { readColumns, RowReader, type Say } from './read-plan.js';
import { TOLERANCE } from './tolerance.js';
import { readNeeds, verifyPlan, type Verified } from './verify-plan.js';
import { formulate, type Formulation } from '../formulation/formulation.js';
import { objectiveCoefficients, objectivesOf, valueOf } from '../formulation/objectives.js';
import { confederationOfRegions } from '../parts/confederation-of-regions.js';
import { tiersOf, type NestedPlan } from '../parts/nested-plan.js';
import { shown } from '../scenario/shapes.js';
import type { Scenario } from '../scenario/types.js';

/**
 * Checks a nested plan from the scenario and the plan alone: that it is of this scenario, that every row holds for what is done and what the
 * needs get, and that the plan of the confederation of regions is one, which proves how high the least level of the first tier could be at
 * most. That the levels are the best is not proved by such a plan, nor checked. Beyond what verifyPlan shares, it takes from the planner how
 * regions are put together, and nothing else.
 *
 * @param sha256 of the scenario's canonical JSON
 */
export function verifyNestedPlan(scenario: Scenario, document: unknown, sha256: string): Verified {
  const faults: string[] = [];
  const say: Say = (fault) => { faults.push(fault); };
  nestedPlanShape(document, '', (place, expected, came) => { say(`${place === '' ? 'the plan' : place}: must be ${expected}, got ${shown(came)}`); });
  if (faults.length > 0) return { ok: false, faults };
  const plan = document as NestedPlan;
  if (plan.scenario.sha256 !== sha256) say(`scenario.sha256: the plan is for another scenario (${plan.scenario.sha256}), this one is ${sha256}`);
  if (plan.scenario.name !== scenario.name) say(`scenario.name: must be ${JSON.stringify(scenario.name)}, got ${JSON.stringify(plan.scenario.name)}`);
  checkRegions(scenario, plan, say);
  if (faults.length > 0) return { ok: false, faults };
  const formulation = formulate(scenario);
  const x = readColumns(formulation, plan, say);
  const received = readNeeds(formulation, plan, say);
  if (faults.length > 0) return { ok: false, faults };
  checkRows(formulation, x, received, new RowReader(formulation), say);
  checkValues(formulation, x, plan, say);
  checkTiers(formulation, plan, say);
  const ofRegions = verifyPlan(confederationOfRegions(scenario, plan.regions), plan.ofRegions, plan.ofRegions.scenario.sha256);
  if (!ofRegions.ok) for (const fault of ofRegions.faults) say(`ofRegions: ${fault}`);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, checked: whatHolds(formulation, plan, sha256) };
}

function whatHolds({ keys }: Formulation, plan: NestedPlan, sha256: string): readonly string[] {
  const first = plan.tiers.find(({ atMost }) => atMost !== undefined);
  const percent = (level: number): string => `${(100 * level).toFixed(3)} %`;
  return [
    `the plan is for this scenario (sha256 ${sha256})`,
    `${plan.needs.length} needs, each named once, each with what its level says`,
    `${keys.length} constraints hold for ${plan.runs.length} runs, ${plan.flows.length} flows and ${plan.kept.length} quantities kept`,
    `it is nested, of ${plan.regions.length} ${plan.regions.length === 1 ? 'region' : 'regions'}: that its levels are the best is NOT proved, nor that it takes the least effort`,
    ...(first?.atMost === undefined ? [] : [`what is proved: no plan lifts the least level of ${JSON.stringify(first.tier)} above ${percent(first.atMost)}; here it is ${percent(first.least)}`]),
  ];
}

/** Each assembly is in one region, and in one alone. */
function checkRegions({ assemblies }: Scenario, { regions }: NestedPlan, say: Say): void {
  const known = new Set(assemblies.map(({ id }) => id));
  const seen = new Set<string>();
  if (new Set(regions.map(({ id }) => id)).size < regions.length) say('regions: two of them have the same id');
  regions.forEach(({ assemblies: ids }, k) => {
    for (const id of ids) {
      if (!known.has(id)) say(`regions[${k}].assemblies: the scenario has no assembly ${JSON.stringify(id)}`);
      if (seen.has(id)) say(`regions[${k}].assemblies: ${JSON.stringify(id)} is in a region already`);
      seen.add(id);
    }
  });
  for (const id of known) if (!seen.has(id)) say(`regions: ${JSON.stringify(id)} is in none of them`);
}

function checkValues({ commons, variables }: Formulation, x: Float64Array, plan: NestedPlan, say: Say): void {
  const asked = objectivesOf(commons);
  if (asked.length !== plan.objectives.length) say(`objectives: must be ${asked.length}, got ${plan.objectives.length}`);
  asked.forEach((objective, k) => {
    const stated = plan.objectives[k];
    if (stated === undefined) return;
    const { value: given, ...rest } = stated;
    if (JSON.stringify(Object.entries(rest).sort()) !== JSON.stringify(Object.entries(objective).sort())) say(`objectives[${k}]: must be ${JSON.stringify(objective)}, got ${JSON.stringify(rest)}`);
    const value = valueOf(objectiveCoefficients(objective, commons, variables), x);
    if (differ(value, given)) say(`objectives[${k}].value: what the plan does makes ${value}, got ${given}`);
  });
}

function checkTiers({ commons }: Formulation, plan: NestedPlan, say: Say): void {
  const right = tiersOf(commons, plan.needs, plan.ofRegions);
  if (right.length !== plan.tiers.length) say(`tiers: must be ${right.length}, those that have needs, got ${plan.tiers.length}`);
  right.forEach((tier, k) => {
    const stated = plan.tiers[k];
    if (stated === undefined) return;
    const same = stated.tier === tier.tier && !differ(stated.least, tier.least) && !differ(stated.mean, tier.mean) && stated.atMost === tier.atMost;
    if (!same) say(`tiers[${k}]: must be ${JSON.stringify(tier)}, got ${JSON.stringify(stated)}`);
  });
}

function differ(a: number, b: number): boolean {
  return Math.abs(a - b) > TOLERANCE * Math.max(a, b);
}
