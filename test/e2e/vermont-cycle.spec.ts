import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { linkForFirstPerson } from '../../src/accounts/first-person.js';
import { checkDatabase } from '../../src/audit/verify-database.js';
import { loadVermont } from '../../src/examples/vermont/load-vermont.js';
import { type Api, startApi } from './graphql.js';
import { begin, type SignedInAs } from './persons.js';

/**
 * A whole planning cycle of the Vermont example, from its opening to its adoption, by GraphQL alone: the first person invites the towns; those declare, object to a first plan, of which a
 * need comes back changed, and adopt a second. Written by hand is nothing; only the link of the first person is taken as the start of the service prints it.
 */
let api: Api;
let first: SignedInAs;
beforeAll(async () => {
  api = await startApi({ tess: false });
  await loadVermont(api.database.dataSource);
  first = await begin(api, await linkForFirstPerson(api.database.dataSource) ?? '', 'Fay');
});
afterAll(async () => { await api.close(); });

/** How many towns take part: two thirds of 247, and some more. The others are silent. */
const TOWNS = 180;

interface Town {
  readonly id: string;
  readonly name: string;
  readonly who: SignedInAs;
}

const under = (title: string) => `under: { resolution: { title: ${JSON.stringify(title)}, decidedOn: "2026-11-20", manner: CONSENSUS } }`;

/** Does something that must succeed, and gives what was asked of it. */
async function act(who: SignedInAs, mutation: string, selection: string): Promise<Record<string, unknown>> {
  const answer = await api.query(`mutation { result: ${mutation} { ${selection} ... on Failure { __typename message ... on InvalidInput { faults { path expected came } } } } }`, {}, who);
  const result = answer.data('result') as Record<string, unknown>;
  if (result['message'] !== undefined) throw new Error(`${mutation.slice(0, 120)}: ${JSON.stringify(result)}`);
  return result;
}

const cycleNow = async (id: string): Promise<Record<string, unknown>> =>
  (await api.query(`{ planningCycle(id: "${id}") { state round } }`)).data('planningCycle') as Record<string, unknown>;

/** Some at once, as towns do. */
async function each<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const waiting = [...list];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  }));
}

async function inviteTowns(confederationId: string): Promise<Town[]> {
  const answer = await api.query(`{ a: assemblies(first: 100, sortBy: POPULATION, direction: DESCENDING) { pageInfo { endCursor } nodes { id name } } }`);
  const more = await api.query('query($after: String) { a: assemblies(first: 100, after: $after, sortBy: POPULATION, direction: DESCENDING) { nodes { id name } } }', { after: answer.data('a.pageInfo.endCursor') });
  const largest = [...answer.data('a.nodes') as { id: string; name: string }[], ...more.data('a.nodes') as { id: string; name: string }[]].slice(0, TOWNS);
  const towns: Town[] = [];
  await each(largest, async ({ id, name }) => {
    if (name === 'Montpelier') { towns.push({ id, name, who: first }); return; }
    const invited = await act(first, `inviteAssembly(input: { confederationId: "${confederationId}", assemblyId: "${id}", newPersonName: "Delegate of ${name}" })`, '... on InvitedAssembly { link invitation { id } }');
    const who = await begin(api, String(invited['link']), `Delegate of ${name}`);
    const { id: invitation } = invited['invitation'] as { id: string };
    await act(who, `acceptInvitation(id: "${invitation}", input: {}, ${under('Our delegate')})`, '... on Mandate { id }');
    towns.push({ id, name, who });
  });
  return towns;
}

/** A plan of the cycle, asked for by the council, once it is done. */
async function planOf(cycleId: string): Promise<string> {
  const { id } = await act(first, `planFor(cycle: "${cycleId}")`, '... on Plan { id }');
  for (;;) {
    const answer = await api.query(`{ plan(id: "${String(id)}") { status whyFailed } }`);
    if (answer.data('plan.status') === 'DONE') return String(id);
    if (!['QUEUED', 'RUNNING'].includes(answer.text('plan.status'))) throw new Error(JSON.stringify(answer.body));
    await sleep(500);
  }
}

async function openAndDeclareUntil(cycleId: string): Promise<void> {
  await act(first, `setDeadlines(cycleId: "${cycleId}", declaringUntil: "${new Date(Date.now() + 1000).toISOString()}")`, '... on PlanningCycle { id }');
  await sleep(1100);
  await act(first, `startPlanning(cycleId: "${cycleId}")`, '... on PlanningCycle { state }');
}

async function publish(cycleId: string, planId: string): Promise<void> {
  await act(first, `proposePlans(cycleId: "${cycleId}", planIds: ["${planId}"])`, '... on PlanningCycle { state }');
  await act(first, `openDeciding(cycleId: "${cycleId}", until: "${new Date(Date.now() + 20 * 86_400_000).toISOString()}")`, '... on PlanningCycle { state }');
}

describe('a cycle of the Vermont example', () => {
  it('goes from its opening to a plan that the towns adopt, past an objection', async () => {
    const start = await api.query('{ confederation(code: "vermont") { id cycles { nodes { id periods { code name starts ends } } } } }');
    const confederationId = start.text('confederation.id');
    const lastCycle = start.text('confederation.cycles.nodes.0.id');
    const towns = await inviteTowns(confederationId);
    expect(towns).toHaveLength(TOWNS);

    const periods = (start.data('confederation.cycles.nodes.0.periods') as { code: string; name: string; starts: string; ends: string }[])
      .map(({ code, name, starts, ends }) => `{ code: "${code}", name: "${name}", starts: "${starts.replace('2027', '2028')}", ends: "${ends.replace('2027', '2028')}" }`);
    const { id } = await act(first, `createPlanningCycle(input: { confederationId: "${confederationId}", name: "The year 2028", periods: [${periods.join(', ')}] })`, '... on PlanningCycle { id state }');
    const cycleId = String(id);
    await each(towns, async (town) => {
      await act(town.who, `copyNeeds(fromCycleId: "${lastCycle}", toCycleId: "${cycleId}", assemblyId: "${town.id}", ${under('Our needs for 2028')})`, '... on CopiedNeeds { __typename }');
    });
    await openAndDeclareUntil(cycleId);

    const plan1 = await planOf(cycleId);
    await publish(cycleId, plan1);
    const objector = towns[0] ?? raise('nobody is there');
    const need = await api.query(`query($a: [UUID!], $c: UUID) { needs(first: 1, sortBy: QUANTITY, direction: DESCENDING, filter: { assemblyIds: $a, cycleId: $c }) { nodes { id version quantity } } }`, { a: [objector.id], c: cycleId });
    const half = String(Math.round(Number(need.text('needs.nodes.0.quantity')) * 500) / 1000);
    const objecting = towns.slice(0, 100);
    const objection = (town: Town) => (town === objector ? `{ reasons: "We need half of it", needs: [{ needId: "${need.text('needs.nodes.0.id')}", version: 1, quantity: "${half}" }] }` : '{ reasons: "With them" }');
    // More than a third object: it is refused as soon as that is certain, before the others have answered.
    let asked = 0;
    for (const town of objecting) {
      if ((await cycleNow(cycleId))['state'] !== 'DECIDING') break;
      await act(town.who, `decideOnPlans(cycleId: "${cycleId}", assemblyId: "${town.id}", ratify: [], objection: ${objection(town)}, ${under('We object')})`, '... on PlanDecision { id }');
      asked++;
    }
    expect(asked).toBeLessThan(objecting.length);
    expect(await cycleNow(cycleId)).toEqual({ state: 'DECLARING', round: 2 });
    const revised = await api.query(`{ need(id: "${need.text('needs.nodes.0.id')}") { version quantity } }`);
    expect(revised.data('need')).toEqual({ version: 2, quantity: half });

    await openAndDeclareUntil(cycleId);
    const plan2 = await planOf(cycleId);
    const hashes = await api.query(`{ one: plan(id: "${plan1}") { scenario { sha256 } } two: plan(id: "${plan2}") { scenario { sha256 } } }`);
    expect(hashes.text('one.scenario.sha256')).not.toBe(hashes.text('two.scenario.sha256'));
    await publish(cycleId, plan2);
    let ratified = 0;
    for (const town of towns) {
      if ((await cycleNow(cycleId))['state'] !== 'DECIDING') break;
      await act(town.who, `decideOnPlans(cycleId: "${cycleId}", assemblyId: "${town.id}", ratify: ["${plan2}"], ${under('We ratify')})`, '... on PlanDecision { id }');
      ratified++;
    }
    expect(await cycleNow(cycleId)).toEqual({ state: 'ADOPTED', round: 2 });
    expect(ratified).toBe(165); // two thirds of 247, and no sooner
    await seal(cycleId, plan2, ratified);
    expect((await checkDatabase(api.database.dataSource, undefined)).faults).toEqual([]);
  }, 900_000);
});

async function seal(cycleId: string, planId: string, ratified: number): Promise<void> {
  const answer = await api.query(`{ planningCycle(id: "${cycleId}") { adoption { documentUrl sha256 plan { id } } } }`);
  expect(answer.data('planningCycle.adoption.plan.id')).toBe(planId);
  const sealed = await api.app.inject(answer.text('planningCycle.adoption.documentUrl'));
  expect(sealed.statusCode).toBe(200);
  expect(createHash('sha256').update(sealed.body).digest('hex')).toBe(answer.text('planningCycle.adoption.sha256'));
  const { counts, decisions } = sealed.json<{ counts: readonly object[]; decisions: readonly object[] }>();
  expect(counts).toEqual([expect.objectContaining({ plan: planId, agreeing: ratified, members: 247, outcome: 'agreed' })]);
  expect(decisions).toHaveLength(ratified);
}

function raise(words: string): never {
  throw new Error(words);
}
