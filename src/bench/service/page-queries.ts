import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql';

/** A request to either service. */
export interface Asking {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a page asks of us, and the equivalent of PostGraphile. */
export interface PagePair {
  readonly name: string;
  readonly ours: Asking;
  readonly peer: Asking;
  /** Fields whose values are not compared: what one of the two says in words, addresses, or another form. */
  readonly apart: readonly string[];
}

/** What there is to ask for. */
export interface Shown {
  readonly confederation: string;
  readonly assembly: string;
  readonly assemblyId: string;
  readonly cycleId: string;
  readonly planId: string;
  /** The code of the period with the most flows. */
  readonly period: string;
}

/** An operation of a page, to the letter, with the fragments that it takes. @param file below web/src/pages/, which is beside dist/ as beside src/ */
function ofPage(file: string, operation: string): string {
  const document = parse(readFileSync(fileURLToPath(new URL(`../../../web/src/pages/${file}`, import.meta.url)), 'utf8'));
  const wanted = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION && each.name?.value === operation);
  if (!wanted) throw new Error(`${file} asks no ${operation}`);
  const fragments = new Map(document.definitions.flatMap((each): [string, FragmentDefinitionNode][] => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])));
  const taken = new Set<FragmentDefinitionNode>();
  const take = (node: typeof wanted | FragmentDefinitionNode): void => {
    visit(node, { FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (fragment && !taken.has(fragment)) { taken.add(fragment); take(fragment); }
    } });
  };
  take(wanted);
  return [wanted, ...taken].map((node) => print(node)).join('\n');
}

/** The pages, from the smallest answer to the largest. */
export function pagePairs(shown: Shown): readonly PagePair[] {
  const { confederation, assembly, assemblyId, cycleId, planId, period } = shown;
  const own = { plan: planId };
  return [
    { name: 'one assembly by its id', apart: [],
      ours: { query: 'query($id: UUID!) { assembly(id: $id) { id code name population latitude longitude } }', variables: { id: assemblyId } }, peer: { query: PEER.assembly, variables: { id: assemblyId } } },
    { name: 'an assembly\'s page: what it holds and decided', apart: ['endCursor'],
      ours: { query: ofPage('assembly/assembly.graphql', 'AssemblyPage'), variables: { confederation, code: assembly } },
      peer: { query: PEER.assemblyPage, variables: { confederation, code: assembly } } },
    { name: 'an assembly\'s page: what a plan gives it', apart: ['endCursor', 'heldDownBy'],
      ours: { query: ofPage('assembly/assembly.graphql', 'AssemblyNeeds'), variables: { assembly, plan: planId, after: null } },
      peer: { query: PEER.assemblyNeeds, variables: { assembly: assemblyId, plan: planId } } },
    { name: 'the council\'s overview', apart: ['charter'],
      ours: { query: ofPage('council/council.graphql', 'Council'), variables: { code: confederation } }, peer: { query: PEER.council, variables: { code: confederation } } },
    { name: 'the council\'s overview: its cycle', apart: ['objectives'],
      ours: { query: ofPage('council/council.graphql', 'CycleOfCouncil'), variables: { id: cycleId } }, peer: { query: PEER.cycleOfCouncil, variables: { id: cycleId } } },
    { name: 'a plan: what it reaches', apart: ['document', 'scenario', 'engine', 'engineVersion', 'progress', 'settled', 'lastNeeds', 'lastLevel', 'tierByTierId', 'objectives'],
      ours: { query: ofPage('plan/plan.graphql', 'PlanPage'), variables: own }, peer: { query: PEER.planPage, variables: own } },
    { name: 'a plan: its flows in a period, by good', apart: [],
      ours: { query: ofPage('confederation/confederation.graphql', 'FlowsInPeriod'), variables: { ...own, period } }, peer: { query: PEER.flowsInPeriod, variables: { ...own, period } } },
    { name: 'a plan: a page of 100 flows', apart: ['endCursor'],
      ours: { query: FLOWS, variables: own }, peer: { query: PEER.flows, variables: own } },
  ];
}

const FLOWS = `query($plan: UUID!) { plan(id: $plan) { flows(first: 100, sortBy: TONNE_KM, direction: DESCENDING) {
  nodes { periodCode quantity tonneKm good { name unit } from { code name } to { code name } } pageInfo { hasNextPage endCursor } } } }`;

/** The same rows as PostGraphile shows them. Aliases give its answers our names, so that both can be compared. */
const PEER = {
  assembly: 'query($id: UUID!) { assembly: assemblyByRowId(rowId: $id) { id: rowId code name population latitude longitude } }',
  assemblyPage: `query($confederation: Code!, $code: Code!) {
    confederation: confederationByCode(code: $confederation) { code name
      cycles: planningCyclesByConfederationId(first: 3, orderBy: CREATED_AT_DESC, condition: { retiredAt: null }) { nodes {
        id: rowId name state periods: cyclePeriodsByCycleId(orderBy: POSITION_ASC) { nodes { code name } }
        proposedPlans: proposedPlansByCycleId(condition: { withdrawnAt: null }, orderBy: POSITION_ASC) { nodes { plan: planByPlanId { id: rowId } } }
        adoption: adoptionByCycleId { plan: planByPlanId { id: rowId } }
        plans: plansByCycleId(first: 1, orderBy: ASKED_AT_DESC, condition: { status: "done" }) { nodes { id: rowId } } } } }
    assembly: assemblyByCode(code: $code) { id: rowId code name population
      landParcels: landParcelsByAssemblyId(first: 100, orderBy: NAME_ASC, condition: { retiredAt: null }) { nodes { id: rowId name use hectares fitFor } pageInfo { hasNextPage endCursor } }
      enterprises: enterprisesByAssemblyId(first: 100, orderBy: NAME_ASC, condition: { retiredAt: null }) { nodes { id: rowId name description
        processes: processesByEnterpriseId(first: 20, orderBy: NAME_ASC, condition: { retiredAt: null }) { nodes { name } } } pageInfo { hasNextPage endCursor } }
      stocks: stocksByAssemblyId(first: 100, condition: { retiredAt: null }) { nodes { id: rowId quantity period good: goodByGoodId { name unit } } pageInfo { hasNextPage endCursor } }
      pools: poolsByAssemblyId(first: 100, orderBy: NAME_ASC, condition: { retiredAt: null }) { nodes { id: rowId name kind quantity unit quantityByPeriod } pageInfo { hasNextPage endCursor } }
      decisions: planDecisionsByAssemblyId(first: 20, orderBy: CREATED_AT_DESC, condition: { retiredAt: null }) { nodes { id: rowId answer reasons round createdAt
        cycle: planningCycleByCycleId { name } resolution: resolutionByResolutionId { title decidedOn } } pageInfo { hasNextPage endCursor } }
      resolutions: resolutionsByAssemblyId(first: 20, orderBy: DECIDED_ON_DESC) { nodes { id: rowId title text decidedOn manner votesFor votesAgainst abstaining minutes }
        pageInfo { hasNextPage endCursor } } } }`,
  assemblyNeeds: `query($assembly: UUID!, $plan: UUID!) { assembly: planByRowId(rowId: $plan) {
    needs: planNeedsByPlanId(first: 100, orderBy: LEVEL_ASC, condition: { assemblyId: $assembly }) { nodes { level quantity received periodCode: period
      tier: tierByTierId { name position } good: goodByGoodId { name unit }
      origins: planNeedOriginsByPlanIdAndNeedId { nodes { quantity assembly: assemblyByAssemblyId { code name } } }
      heldDownBy: planShortfallByPlanIdAndShortfall { planBottlenecksByPlanIdAndShortfall(orderBy: POSITION_ASC) {
        nodes { kind name unit amount used perUnit weight constraints assemblies periods } } } } pageInfo { hasNextPage endCursor } } } }`,
  council: `query($code: Code!) { confederation: confederationByCode(code: $code) { id: rowId code name
    charter: chartersByConfederationId(first: 1, orderBy: NUMBER_DESC) { nodes { number decisionDays objectives } }
    impacts: impactsByConfederationId(first: 100, orderBy: NAME_ASC, condition: { retiredAt: null }) { nodes { code name unit } }
    cycles: planningCyclesByConfederationId(first: 100, orderBy: CREATED_AT_DESC, condition: { retiredAt: null }) {
      nodes { id: rowId name state } } } }`,
  cycleOfCouncil: `query($id: UUID!) { planningCycle: planningCycleByRowId(rowId: $id) { id: rowId code name state round version declaringUntil decidingUntil objectives
    periods: cyclePeriodsByCycleId(orderBy: POSITION_ASC) { nodes { code name starts ends } }
    declared { nodes { code } } notDeclared { nodes { code } } reminders { nodes { code name } }
    proposedPlans: proposedPlansByCycleId(condition: { withdrawnAt: null }, orderBy: POSITION_ASC) { nodes { position proposedAt plan: planByPlanId { id: rowId askedAt objectives } } }
    adoption: adoptionByCycleId { sealedAt plan: planByPlanId { id: rowId } }
    history: cycleTransitionsByCycleId(orderBy: AT_ASC) { nodes { from: fromState to: toState round at reason } } } }`,
  planPage: `query($plan: UUID!) { plan: planByRowId(rowId: $plan) { id: rowId status askedAt startedAt endedAt whyFailed: failure settled lastNeeds: needs lastLevel: level tierByTierId { name }
    document: sha256 scenario: scenarioByScenarioId { sha256 } engine: engineName engineVersion objectives
    totals { assemblyCount needCount metInFull tonneKm } goods { nodes { good: goodByGoodId { id: rowId name unit } needed received share } }
    levels { nodes { tier: tierByTierId { id: rowId name description } needCount metInFull leastLevel levels } }
    limitUse: planLimitUsesByPlanId { nodes { used capacity limit: ecologicalLimitByLimitId { code name impact: impactByImpactId { name unit } } } }
    cycle: planningCycleByCycleId { id: rowId name state
      confederation: confederationByConfederationId { id: rowId code name impacts: impactsByConfederationId(first: 100, orderBy: NAME_ASC, condition: { retiredAt: null }) { nodes { code name unit } } }
      adoption: adoptionByCycleId { plan: planByPlanId { id: rowId } }
      proposedPlans: proposedPlansByCycleId(condition: { withdrawnAt: null }, orderBy: POSITION_ASC) { nodes { position plan: planByPlanId { id: rowId } } }
      plans: plansByCycleId(first: 50, orderBy: ASKED_AT_DESC, condition: { status: "done" }) { nodes { id: rowId askedAt } } } } }`,
  flowsInPeriod: 'query($plan: UUID!, $period: String!) { plan: planByRowId(rowId: $plan) { flowsByGood(period: $period) { nodes { good: goodByGoodId { id: rowId name unit } from to quantities } } } }',
  flows: `query($plan: UUID!) { plan: planByRowId(rowId: $plan) { flows: planFlowsByPlanId(first: 100, orderBy: [TONNE_KM_DESC, ROW_ID_DESC]) {
    nodes { periodCode: period quantity tonneKm good: goodByGoodId { name unit } from: assemblyByFromAssemblyId { code name } to: assemblyByToAssemblyId { code name } }
    pageInfo { hasNextPage endCursor } } } }`,
};
