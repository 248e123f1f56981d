import { checkLevels } from './check-levels.js';
import { checkObjectives } from './check-objectives.js';
import { checkRows } from './check-rows.js';
import { mostOfColumns } from './dual-feasibility.js';
import { planShape } from './plan-shape.js';
import { readColumns, RowReader, type Say } from './read-plan.js';
import { TOLERANCE } from './tolerance.js';
import { formulate, type Formulation } from '../formulation/formulation.js';
import type { Plan } from '../plan-types.js';
import { shown } from '../scenario/shapes.js';
import type { Scenario } from '../scenario/types.js';

/** What was checked, in plain words, or everything that is wrong with a plan. */
export type Verified = { readonly ok: true; readonly checked: readonly string[] } | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Checks a plan from the scenario and the plan alone, without a solver: that it is a plan of this scenario, that every row
 * holds, that each need has what its level says, that each level's multipliers prove it the largest there can be, and those of each
 * objective that it is as small as can be. The code shares nothing with the planner but the scenario's types and the formulation.
 *
 * @param document anything: a plan is a document from elsewhere
 * @param sha256 of the scenario's canonical JSON
 */
export function verifyPlan(scenario: Scenario, document: unknown, sha256: string): Verified {
  const faults: string[] = [];
  const say: Say = (fault) => { faults.push(fault); };
  planShape(document, '', (place, expected, came) => { say(`${place === '' ? 'the plan' : place}: must be ${expected}, got ${shown(came)}`); });
  if (faults.length > 0) return { ok: false, faults };
  const plan = document as Plan;
  if (plan.scenario.sha256 !== sha256) say(`scenario.sha256: the plan is for another scenario (${plan.scenario.sha256}), this one is ${sha256}`);
  if (plan.scenario.name !== scenario.name) say(`scenario.name: must be ${JSON.stringify(scenario.name)}, got ${JSON.stringify(plan.scenario.name)}`);
  if (faults.length > 0) return { ok: false, faults };
  const formulation = formulate(scenario);
  const x = readColumns(formulation, plan, say);
  const received = readNeeds(formulation, plan, say);
  if (faults.length > 0) return { ok: false, faults };
  const rows = new RowReader(formulation);
  checkRows(formulation, x, received, rows, say);
  const most = mostOfColumns(formulation);
  const proved = checkLevels(formulation, plan, received, most, rows, say);
  const least = checkObjectives(formulation, x, plan, received, most, rows, say);
  return faults.length > 0 ? { ok: false, faults } : {
    ok: true,
    checked: [
      `the plan is for this scenario (sha256 ${sha256})`,
      `${plan.needs.length} needs, each named once, each with what its level says`,
      `${formulation.keys.length} constraints hold for ${plan.runs.length} runs, ${plan.flows.length} flows and ${plan.kept.length} quantities kept`,
      `${plan.levels.length} levels in order; ${proved} proved the largest there can be by their multipliers, the others full`,
      `${plan.objectives.length} objectives have the values stated; ${least} proved as small as can be by their multipliers, the others 0`,
    ],
  };
}

/** What each need gets, by its position; each is named once, gets no more than it asked for, and has the level that this makes. */
export function readNeeds({ commons }: Formulation, plan: Pick<Plan, 'needs'>, say: Say): Float64Array {
  const position = new Map(commons.needs.map(({ id }, n) => [id, n]));
  const received = new Float64Array(commons.needs.length).fill(NaN);
  plan.needs.forEach(({ id, received: gets, level }, k) => {
    const n = position.get(id);
    const need = n === undefined ? undefined : commons.needs[n];
    if (n === undefined || need === undefined) { say(`needs[${k}].id: the scenario has no need ${JSON.stringify(id)}`); return; }
    if (!Number.isNaN(received[n])) say(`needs[${k}].id: ${JSON.stringify(id)} stands in the plan twice`);
    received[n] = gets;
    if (gets > need.quantity * (1 + TOLERANCE)) say(`needs[${k}].received: at most ${need.quantity} was asked for, got ${gets}`);
    const made = gets / (need.yardstick ?? need.quantity);
    if (Math.abs(made - level) > TOLERANCE * Math.max(made, level)) say(`needs[${k}].level: must be received / yardstick = ${made}, got ${level}`);
  });
  commons.needs.forEach(({ id }, n) => {
    if (Number.isNaN(received[n])) say(`needs: ${JSON.stringify(id)} is missing`);
  });
  return received;
}
