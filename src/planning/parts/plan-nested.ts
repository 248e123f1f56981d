import { confederationOfRegions, regionsByAssembly } from './confederation-of-regions.js';
import { crossingsOf, shareLimits, type Crossing } from './crossings.js';
import { joinWork } from './join-plans.js';
import { tiersOf, type NestedPlan } from './nested-plan.js';
import { onlyPlan, type PlanByParts } from './plan-by-parts.js';
import { beforeAll, besideNeeds } from './promises.js';
import { groupings, type Region } from './regions-of.js';
import { scenarioOfRegion, type OfRegion } from './scenario-of-region.js';
import { DIGITS, sweep, type Proposal } from './sweep.js';
import { commonsOf, type Commons } from '../formulation/commons.js';
import { formulate } from '../formulation/formulation.js';
import { objectiveCoefficients, objectivesOf, valueOf } from '../formulation/objectives.js';
import { byId, idAt } from '../formulation/order.js';
import type { Plan, PlannedFlow } from '../plan-types.js';
import type { Id, Scenario } from '../scenario/types.js';
import { SolveFailed } from '../solve-checked.js';
import { readColumns } from '../verify/read-plan.js';
import { verifyNestedPlan } from '../verify/verify-nested-plan.js';

/** So many times regions that get less than they were promised are planned again with what there is. After that they send nothing on. */
const ROUNDS = 8;
/** So many times all is planned again, in regions that begin elsewhere. */
const SWEEPS = 8;
/** This share of a limit on which roads within regions count is given out evenly at first: the confederation of regions does not see them. */
const FOR_ROADS = 0.1;
/** What is left of a promise below this share of it is not sent. */
const NOTHING = 1e-6;

/**
 * Plans a checked scenario that is too large to be planned whole: the confederation of regions first, then all regions at the same time. What
 * comes of it can be carried out; that it is the best is not proved. Of one region it is the exact plan. docs/model.md, Nested plans
 *
 * @param sha256 of the scenario's canonical JSON, in hex
 * @param regions of which each assembly is in one (regions-of.ts)
 * @throws SolveFailed where what comes of it fails its check
 */
export function* planNested(scenario: Scenario, sha256: string, regions: readonly Region[]): PlanByParts<NestedPlan> {
  const commons = commonsOf(scenario);
  const regionOf = regionsByAssembly(regions);
  commons.assemblies.forEach(({ id }) => { regionOf(id); });
  const ofRegions = onlyPlan(yield [confederationOfRegions(scenario, regions)]);
  let proposal: Proposal = regions.length < 2 ? ofRegions : yield* planRegions(commons, regions, ofRegions);
  for (const grouping of groupings(scenario, regions.length, SWEEPS + 1).slice(1)) {
    if (regions.length > 1 && !allFull(commons, proposal)) proposal = yield* sweep(commons, grouping, proposal);
  }
  const plan = nestedPlan(commons, sha256, regions, ofRegions, proposal);
  const verified = verifyNestedPlan(scenario, plan, sha256);
  if (!verified.ok) throw new SolveFailed(`the plans of ${regions.length} regions do not fit together: ${verified.faults.slice(0, 3).join('; ')}`);
  return plan;
}

/**
 * Each region is planned with what the others promise it. What one of them cannot send in full, its receivers do not get: they are
 * planned again, with that, and may send less themselves. In the end those who got less send nothing, and so fail nobody.
 */
function* planRegions(commons: Commons, regions: readonly Region[], ofRegions: Plan): PlanByParts<Proposal> {
  const asked = crossingsOf(commons, regions, ofRegions);
  const shares = shareLimits(commons, regions, { runs: ofRegions.runs, flows: [] }, asked, FOR_ROADS);
  const beside = besideNeeds(commons.scenario, confederationOfRegions(commons.scenario, regions), ofRegions);
  const before = beforeAll(commons.scenario);
  const planned = new Map<Id, Planned>();
  let crossings = asked;
  let waiting = regions;
  for (let round = 1; waiting.length > 0; round++) {
    const parts = waiting.flatMap((region) => {
      const part = scenarioOfRegion(commons, region, crossings, round === 1 ? beside : before, shares.get(region.id) ?? []);
      return part === undefined ? [] : [{ region, ...part }];
    });
    const plans = yield parts.map(({ scenario }) => scenario);
    parts.forEach(({ region, promises: ids }, k) => { const plan = plans[k]; if (plan !== undefined) planned.set(region.id, { plan, sends: sendsBy(plan, ids) }); });
    const sent = crossings.map((crossing, k) => sentOf(crossing, asked[k]?.quantity ?? 0, k, planned.get(crossing.from.region)));
    const fail = new Set(crossings.flatMap(({ from, quantity }, k) => (round > ROUNDS && (sent[k] ?? 0) < quantity ? [from.region] : [])));
    const now = crossings.map((crossing, k): Crossing => ({ ...crossing, quantity: fail.has(crossing.from.region) ? 0 : sent[k] ?? 0 }));
    const getLess = new Set(crossings.flatMap(({ to, quantity }, k) => ((now[k]?.quantity ?? 0) < quantity ? [to.region] : [])));
    waiting = regions.filter(({ id }) => getLess.has(id));
    crossings = now;
  }
  return joinRegions(commons, regions.flatMap(({ id }) => planned.get(id)?.plan ?? []), crossings);
}

/** Whether no need is short, so that nothing is to be won. */
function allFull({ needs }: Commons, proposal: Proposal): boolean {
  const received = new Map(proposal.needs.map((need) => [need.id, need.received]));
  return needs.every(({ id, quantity }) => (received.get(id) ?? 0) >= quantity);
}

/** A region's last plan, and what it sends by it of each crossing that it promised, by position. */
interface Planned {
  readonly plan: Plan;
  readonly sends: ReadonlyMap<number, number>;
}

function sendsBy(plan: Plan, promises: OfRegion['promises']): Planned['sends'] {
  const received = new Map(plan.needs.map((need) => [need.id, need.received]));
  return new Map([...promises].map(([position, ids]) => [position, ids.reduce((sum, id) => sum + (received.get(id) ?? 0), 0)]));
}

/** What is sent of what is promised now, by the sender's last plan, which may have been made for more. */
function sentOf({ quantity }: Crossing, asked: number, k: number, sender: Planned | undefined): number {
  const sends = sender?.sends.get(k) ?? quantity;
  if (sends >= quantity * (1 - DIGITS)) return quantity;
  return sends > NOTHING * asked ? sends : 0;
}

/** The plans of all regions, and what crosses between them, as one. */
function joinRegions(commons: Commons, plans: readonly Plan[], crossings: readonly Crossing[]): Proposal {
  const ours = new Set(commons.needs.map(({ id }) => id));
  const flows = crossings.filter(({ quantity }) => quantity > 0).map(({ arc, from, to, good, t, quantity }): PlannedFlow => ({
    route: arc.route.id, from: from.assembly, to: to.assembly, good, period: idAt(commons.periods, t), quantity,
  }));
  return { needs: byId(plans.flatMap(({ needs }) => needs.filter(({ id }) => ours.has(id)))), ...joinWork(commons.scenario, [...plans, { flows, runs: [], kept: [] }]) };
}

function nestedPlan(commons: Commons, sha256: string, regions: readonly Region[], ofRegions: Plan, { needs, flows, runs, kept }: Proposal): NestedPlan {
  const { scenario } = commons;
  const formulation = formulate(scenario);
  const x = readColumns(formulation, { flows, runs, kept }, (fault) => { throw new Error(`no plan of this scenario: ${fault}`); });
  return {
    format: 'confederal-nested-plan/1', scenario: { name: scenario.name, sha256 }, engine: ofRegions.engine, regions, needs,
    tiers: tiersOf(commons, needs, ofRegions), flows, runs, kept,
    objectives: objectivesOf(commons).map((objective) => ({ ...objective, value: valueOf(objectiveCoefficients(objective, commons, formulation.variables), x) })),
    ofRegions,
  };
}
