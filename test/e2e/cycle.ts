import { AdoptionClerk } from '../../src/decisions/adoption-clerk.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import type { Api } from './graphql.js';
import { insertCycle, makePlanFor } from './planned-cycle.js';
import { FAILURE } from './records.js';

/** A planning cycle that is gone through from state to state, and the assemblies that do so. */
export interface Round {
  readonly confederationId: string;
  readonly cycleId: string;
  /** The ids of the assemblies, by name: Valley and Hill, which have needs, and Lake and Ridge, which have none. */
  readonly assemblies: Readonly<Record<'valley' | 'hill' | 'lake' | 'ridge', string>>;
}

export type AssemblyName = keyof Round['assemblies'];
export const ALL: readonly AssemblyName[] = ['valley', 'hill', 'lake', 'ridge'];

/** What an assembly resolved, of which a test is not about. */
export const UNDER = 'under: { resolution: { title: "So it was decided", decidedOn: "2026-11-22", manner: CONSENSUS } }';

let mark = 0;

/** The worked example with two more assemblies, declaring. */
export async function declaringCycle(api: Api): Promise<Round> {
  const at = `-c${mark++}`;
  const records = breadThroughWinter(at);
  const more = [{ code: `lake${at}`, name: `Lake${at}`, population: 100 }, { code: `ridge${at}`, name: `Ridge${at}`, population: 50 }];
  const inserted = await insertCycle(api, { ...records, assemblies: [...records.assemblies, ...more] });
  const rows = await api.database.dataSource.query<{ id: string; code: string }[]>('select id, code from assembly where code like $1', [`%${at}`]);
  const idOf = (name: AssemblyName): string => rows.find(({ code }) => code === `${name}${at}`)?.id ?? '';
  // Tess is a delegate of each; Valley sends her to the council.
  await api.database.dataSource.query(`
    insert into mandate (role, person_id, assembly_id, confederation_id, from_day, resolution_id)
    select 'coordinator', m.person_id, m.assembly_id, $1, m.from_day, m.resolution_id from mandate m where m.assembly_id = $2 and m.role = 'delegate'`, [inserted.confederationId, idOf('valley')]);
  return { ...inserted, assemblies: { valley: idOf('valley'), hill: idOf('hill'), lake: idOf('lake'), ridge: idOf('ridge') } };
}

/** Does something with a cycle: `act(api, `startPlanning(cycleId: "…")`)`. @returns its state and round, or the failure */
export async function act(api: Api, mutation: string): Promise<unknown> {
  const answer = await api.query(`mutation { result: ${mutation} { ... on PlanningCycle { __typename state round version declaringUntil decidingUntil } ${FAILURE} } }`);
  return answer.data('result');
}

/** As act, where it must succeed. */
export async function move(api: Api, mutation: string): Promise<void> {
  const result = await act(api, mutation);
  if (typeof result !== 'object' || result === null || !('state' in result)) throw new Error(`${mutation}: ${JSON.stringify(result)}`);
}

export async function confirm(api: Api, { cycleId, assemblies }: Round, name: AssemblyName): Promise<unknown> {
  const answer = await api.query(`mutation { result: confirmDeclaration(cycleId: "${cycleId}", assemblyId: "${assemblies[name]}", ${UNDER}) {
    ... on Declaration { __typename round assembly { id } cycle { id } } ${FAILURE} } }`);
  return answer.data('result');
}

/** What an assembly answers: the plans that it ratifies, or its objection as GraphQL has it. */
export async function decide(api: Api, { cycleId, assemblies }: Round, name: AssemblyName, ratify: readonly string[], objection = ''): Promise<unknown> {
  const answer = await api.query(`mutation { result: decideOnPlans(cycleId: "${cycleId}", assemblyId: "${assemblies[name]}", ratify: ${JSON.stringify(ratify)}
    ${objection === '' ? '' : `objection: ${objection}`} ${UNDER}) { ... on PlanDecision { __typename id answer round reasons ratified { id } } ${FAILURE} } }`);
  return answer.data('result');
}

/** From declaring to planning: whoever has no needs says so. */
export async function toPlanning(api: Api, round: Round): Promise<void> {
  for (const name of ALL) await confirm(api, round, name);
  await move(api, `startPlanning(cycleId: "${round.cycleId}")`);
}

/** From declaring to deciding. @returns the plans that are proposed */
export async function toDeciding(api: Api, round: Round, plans = 1): Promise<string[]> {
  await toPlanning(api, round);
  const made: string[] = [];
  while (made.length < plans) made.push(await makePlanFor(api, round.cycleId));
  await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ${JSON.stringify(made)})`);
  await move(api, `openDeciding(cycleId: "${round.cycleId}", until: "${ahead(30)}")`);
  return made;
}

/** The moment so many days from now. */
export function ahead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

/** Lets the time be over, and the clerk look. */
export async function letTimePass(api: Api, { cycleId }: Round): Promise<void> {
  await api.database.dataSource.query(`update planning_cycle set deciding_until = now() - interval '1 minute' where id = $1`, [cycleId]);
  await api.app.get(AdoptionClerk, { strict: false }).look();
}

/** A charter by which so great a share must agree, and so great a share decide. */
export async function giveCharter(api: Api, { confederationId }: Round, share: number, quorum: number, days = 0): Promise<void> {
  await api.database.dataSource.query(
    'insert into charter (confederation_id, number, assemblies_share, quorum, decision_days) values ($1, 1, $2, $3, $4)', [confederationId, share, quorum, days]);
}

/** Fields of a cycle. */
export async function cycleOf(api: Api, { cycleId }: Round, fields: string): Promise<unknown> {
  return (await api.query(`{ planningCycle(id: "${cycleId}") { ${fields} } }`)).data('planningCycle');
}
