import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkDatabase } from '../../src/audit/verify-database.js';
import { ProposalClerk } from '../../src/proposals/clerk.js';
import { ahead } from './cycle.js';
import { type Api, startApi } from './graphql.js';
import { begin, type SignedInAs } from './persons.js';
import { waitFor } from './planned-cycle.js';
import { type RecordedRow, Replay, type Word } from './record-replay.js';
import { FAILURE } from './records.js';

/** Two assemblies and a council go the whole way once, all of it over the API; only the very first mandate is written by hand. */

const CABOT = '00000000-0000-4000-8000-00000000000a';
const FIRST = `
  insert into assembly (id, code, name, population) values ('${CABOT}', 'cabot', 'Cabot', 100);
  insert into person (id, name) values ('00000000-0000-4000-8000-00000000000b', 'Ada');
  insert into resolution (id, assembly_id, title, decided_on, manner) values ('00000000-0000-4000-8000-00000000000c', '${CABOT}', 'Ada acts for us', '2026-01-01', 'consensus');
  insert into mandate (role, person_id, assembly_id, from_day, resolution_id)
    values ('delegate', '00000000-0000-4000-8000-00000000000b', '${CABOT}', '2026-01-01', '00000000-0000-4000-8000-00000000000c');
  insert into session (person_id, secret_sha256, manner, expires_at)
    values ('00000000-0000-4000-8000-00000000000b', sha256('cps_ada-ada-ada-ada-ada-ada-ada-ada-ada-ada-ada'), 'PASSWORD', now() + interval '1 day');`;
const ada: SignedInAs = { as: 'cps_ada-ada-ada-ada-ada-ada-ada-ada-ada-ada-ada', name: 'Ada' };

let api: Api;
/** Where what was written by hand ends. */
let byHand: number;
let rows: readonly RecordedRow[];

/** What a mutation gives: the fields that are asked for, or a failure. */
async function does(who: SignedInAs, call: string, fields = '... on Record { id version }'): Promise<Readonly<Record<string, unknown>>> {
  const answer = await api.query(`mutation { result: ${call} { __typename ${fields} ${FAILURE} } }`, {}, who);
  return answer.data('result') as Record<string, unknown>;
}

/** As does, where it must succeed. @returns its id */
async function done(who: SignedInAs, call: string, fields?: string): Promise<string> {
  const result = await does(who, call, fields);
  if ('failureCode' in result) throw new Error(`${call}: ${JSON.stringify(result)}`);
  return String(result['id']);
}

const under = (title: string, assemblyId?: string): string =>
  `under: { resolution: { title: "${title}", decidedOn: "2026-11-01", manner: CONSENSUS ${assemblyId === undefined ? '' : `, assemblyId: "${assemblyId}"`} } }`;

/** Somebody new with a mandate, who begins an account. */
async function entrust(who: SignedInAs, name: string, input: string): Promise<SignedInAs & { readonly mandateId: string }> {
  const given = await does(who, `giveMandate(input: { ${input}, newPersonName: "${name} to be" }, ${under(`${name} for us`)})`, '... on GivenMandate { link mandate { id } }');
  const { link, mandate } = given as { link: string; mandate: { id: string } };
  return { ...await begin(api, link, name), mandateId: mandate.id };
}

/** What two assemblies of a confederation have. */
interface Valley {
  readonly id: string;
  readonly stowe: string;
  readonly bread: string;
  readonly carla: SignedInAs;
  readonly bo: SignedInAs;
}

async function found(): Promise<Valley> {
  const id = await done(ada, `createConfederation(input: { name: "The valley" }, ${under('We begin', CABOT)})`);
  await done(ada, `joinConfederation(input: { confederationId: "${id}", assemblyId: "${CABOT}", since: "2026-11-01" }, ${under('We are in it')})`);
  const carla = await entrust(ada, 'Carla', `assemblyId: "${CABOT}", role: COORDINATOR, confederationId: "${id}"`);
  const stowe = await done(carla, 'createAssembly(input: { name: "Stowe", population: 50 })');
  const invited = await does(carla, `inviteAssembly(input: { confederationId: "${id}", assemblyId: "${stowe}", newPersonName: "Bo to be" })`, '... on InvitedAssembly { link invitation { id } }');
  const { link, invitation } = invited as { link: string; invitation: { id: string } };
  const bo = await begin(api, link, 'Bo');
  await done(bo, `acceptInvitation(id: "${invitation.id}", input: {}, ${under('Bo for us')})`);
  await done(bo, `joinConfederation(input: { confederationId: "${id}", assemblyId: "${stowe}", since: "2026-11-01" }, ${under('We join')})`);
  const bread = await done(ada, `createGood(input: { confederationId: "${id}", name: "Bread", unit: "kg" }, ${under('What we share')})`);
  await done(ada, `createTier(input: { confederationId: "${id}", name: "Vital" }, ${under('What comes first')})`);
  return { id, stowe, bread, carla, bo };
}

/** A mandate is given, used and recalled: what comes after is refused, and in the record there is nothing of it. */
async function recalls({ stowe, bread, bo }: Valley): Promise<void> {
  const dee = await entrust(bo, 'Dee', `assemblyId: "${stowe}", role: DELEGATE`);
  const parcel = `createLandParcel(input: { assemblyId: "${stowe}", name: "Meadow", hectares: "1", fitFor: ["meadow"] }, ${under('Our land')})`;
  await done(dee, parcel);
  expect(await does(dee, `createStock(input: { assemblyId: "${CABOT}", goodId: "${bread}", quantity: "3" }, ${under('Their bread')})`)).toMatchObject({ failureCode: 'NOT_PERMITTED' });
  await done(bo, `recallMandate(id: "${dee.mandateId}", ${under('Dee no more')})`);
  expect(await does(dee, parcel)).toMatchObject({ failureCode: 'NOT_PERMITTED' });
  // Whoever recalls their own mandate does it by that very mandate, the last time.
  const eli = await entrust(bo, 'Eli', `assemblyId: "${stowe}", role: DELEGATE`);
  await done(eli, `recallMandate(id: "${eli.mandateId}", ${under('Eli steps back')})`);
  // A resolution that is written down first.
  const resolutionId = await done(ada, `recordResolution(resolution: { assemblyId: "${CABOT}", title: "What we have", decidedOn: "2026-11-02", manner: VOTES, votesFor: 9, votesAgainst: 1, abstaining: 0 })`);
  const stock = await done(ada, `createStock(input: { assemblyId: "${CABOT}", goodId: "${bread}", quantity: "30" }, under: { resolutionId: "${resolutionId}" })`);
  await done(ada, `reviseStock(id: "${stock}", version: 1, changes: { quantity: "40" }, under: { resolutionId: "${resolutionId}" })`);
}

/** The charter by both assemblies; then a good by those who decide, counted after the deadline. */
async function agree({ id, stowe, carla, bo }: Valley): Promise<void> {
  const good = (name: string): string => `{ createGood: { confederationId: "${id}", name: "${name}", unit: "kg" } }`;
  const charter = '{ charter: { assembliesShare: "0.5", peopleShare: "0.6", quorum: "0.5", decisionDays: 0 } }';
  const first = await done(ada, `draftProposal(input: { confederationId: "${id}", title: "Our charter", changes: [${charter}, ${good('Oats')}] }, ${under('We propose', CABOT)})`);
  await done(carla, `openProposal(id: "${first}", version: 1, deadline: "${ahead(1)}")`);
  const decide = async (who: SignedInAs, proposalId: string, assemblyId: string) =>
    await done(who, `decideOnProposal(input: { proposalId: "${proposalId}", version: 1, assemblyId: "${assemblyId}", answer: AGREE }, ${under('We agree')})`);
  await decide(ada, first, CABOT);
  await decide(bo, first, stowe);
  expect(await does(ada, `createGood(input: { confederationId: "${id}", name: "Golf", unit: "h" }, ${under('We want golf')})`)).toMatchObject({ failureCode: 'NOT_PERMITTED' });
  expect(await does(carla, `createGood(input: { confederationId: "${id}", name: "Golf", unit: "h" }, ${under('We want golf')})`)).toMatchObject({ failureCode: 'NOT_PERMITTED' });
  const second = await done(carla, `draftProposal(input: { confederationId: "${id}", title: "Rye", changes: [${good('Rye')}] })`);
  await done(carla, `openProposal(id: "${second}", version: 1, deadline: "${new Date(Date.now() + 3000).toISOString()}")`);
  await decide(bo, second, stowe);
  await sleep(3100);
  await api.app.get(ProposalClerk).settleWhatIsOver();
}

/** A planning cycle with a round whose plans are refused, and one that is adopted; and a member that leaves, with whom the coordinator's mandate ends. */
async function plan(valley: Valley): Promise<void> {
  const { id, stowe, bread, carla, bo } = valley;
  const periods = '{ name: "Winter", starts: "2027-01-01", ends: "2027-03-31" }';
  const cycle = await done(carla, `createPlanningCycle(input: { confederationId: "${id}", name: "Year 2027", periods: [${periods}] })`);
  const read = await api.query(`{ planningCycle(id: "${cycle}") { periods { id } confederation { tiers { nodes { id } } } } }`);
  const need = `cycleId: "${cycle}", goodId: "${bread}", periodId: "${read.text('planningCycle.periods.0.id')}", tierId: "${read.text('planningCycle.confederation.tiers.nodes.0.id')}"`;
  await done(ada, `declareNeed(input: { ${need}, assemblyId: "${CABOT}", quantity: "10" }, ${under('Our needs')})`);
  const ofStowe = await done(bo, `declareNeed(input: { ${need}, assemblyId: "${stowe}", quantity: "5" }, ${under('Our needs')})`);
  // The council asks, and a member by its resolution; the assembly that is asked answers, and answers anew.
  const question = await done(carla, `askQuestion(input: { cycleId: "${cycle}", assemblyId: "${stowe}", needId: "${ofStowe}", text: "So little?" })`);
  await done(bo, `answerQuestion(questionId: "${question}", text: "We bake", ${under('We answer')})`);
  await done(bo, `answerQuestion(questionId: "${question}", text: "We bake ourselves", ${under('We answer')})`);
  const ours = await done(ada, `askQuestion(input: { cycleId: "${cycle}", assemblyId: "${stowe}", text: "Is that all?" }, ${under('We ask', CABOT)})`);
  await done(ada, `withdrawQuestion(id: "${ours}", version: 1, ${under('We know now', CABOT)})`);
  await toDeciding(valley, cycle);
  // Who objects is recalled before it is counted: what the assembly resolved stands.
  const fay = await entrust(bo, 'Fay', `assemblyId: "${stowe}", role: DELEGATE`);
  const objection = `{ reasons: "The winter is longer up here", needs: [{ needId: "${ofStowe}", version: 1, quantity: "6" }] }`;
  await done(fay, `decideOnPlans(cycleId: "${cycle}", assemblyId: "${stowe}", ratify: [], objection: ${objection}, ${under('We need more')})`);
  await done(bo, `recallMandate(id: "${fay.mandateId}", ${under('Fay is needed at home')})`);
  await done(ada, `decideOnPlans(cycleId: "${cycle}", assemblyId: "${CABOT}", ratify: [], ${under('We cannot say')})`);
  const second = await toDeciding(valley, cycle);
  for (const [who, assemblyId] of [[bo, stowe], [ada, CABOT]] as const) await done(who, `decideOnPlans(cycleId: "${cycle}", assemblyId: "${assemblyId}", ratify: ["${second}"], ${under('So be it')})`);
  await done(carla, `carryOut(cycleId: "${cycle}")`);
  const membership = await api.query(`{ assembly(id: "${CABOT}") { memberships { nodes { id } } } }`);
  await done(ada, `leaveConfederation(id: "${membership.text('assembly.memberships.nodes.0.id')}", version: 1, ${under('We leave')})`);
  expect(await does(carla, `createPlanningCycle(input: { confederationId: "${id}", name: "Year 2028", periods: [${periods}] })`)).toMatchObject({ failureCode: 'NOT_PERMITTED' });
}

/** From declaring to deciding on one plan. @returns its id */
async function toDeciding({ stowe, carla, bo }: Valley, cycle: string): Promise<string> {
  for (const [who, assemblyId] of [[ada, CABOT], [bo, stowe]] as const) await done(who, `confirmDeclaration(cycleId: "${cycle}", assemblyId: "${assemblyId}", ${under('That is all')})`);
  await done(carla, `startPlanning(cycleId: "${cycle}")`);
  const made = await done(carla, `planFor(cycle: "${cycle}")`, '... on Plan { id }');
  await waitFor(api, made, 'DONE');
  await done(carla, `proposePlans(cycleId: "${cycle}", planIds: ["${made}"])`);
  await done(carla, `openDeciding(cycleId: "${cycle}", until: "${ahead(1)}")`);
  return made;
}

beforeAll(async () => {
  api = await startApi({ tess: false });
  await api.database.dataSource.query(FIRST);
  byHand = (await api.app.inject('/record/head')).json<{ count: number }>().count;
  const valley = await found();
  await recalls(valley);
  await agree(valley);
  await plan(valley);
  rows = (await api.app.inject('/record')).body.trim().split('\n').map((line) => JSON.parse(line) as RecordedRow);
});
afterAll(async () => { await api.close(); });

const faultsOf = (record: readonly RecordedRow[]) => new Replay(record).judged(byHand).flatMap(({ row, fault }) => (fault === undefined ? [] : [{ number: row.number, fault }]));

describe('everything that persons of two assemblies and a council did', () => {
  it('is in the public record, which is whole', async () => {
    expect(await checkDatabase(api.database.dataSource, undefined)).toMatchObject({ head: { count: rows.length }, faults: [] });
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
    expect(rows.slice(0, byHand).every(({ acting }) => acting === 'test')).toBe(true);
    expect([...new Set(rows.slice(byHand).map(({ acting }) => acting))].sort()).toEqual(['Ada', 'Bo', 'Carla', 'Dee', 'Eli', 'Fay', 'planner']);
  });

  it('each row by a mandate that held then, and each act of policy under a resolution of the assembly that it belongs to', () => {
    expect(faultsOf(rows)).toEqual([]);
    const byWord = new Map<Word | undefined, Set<string>>();
    for (const { row, word } of new Replay(rows).judged(byHand)) byWord.set(word, (byWord.get(word) ?? new Set()).add(row.kind));
    expect(Object.fromEntries([...byWord].map(([word, kinds]) => [word, [...kinds].sort()]))).toEqual({
      assembly: ['declaration', 'land_parcel', 'mandate', 'membership', 'need', 'plan_decision', 'proposal_decision', 'question_answer', 'resolution', 'stock'],
      founders: ['confederation', 'good', 'tier'],
      council: ['invitation', 'plan', 'planning_cycle', 'proposal', 'question'],
      proposal: ['charter', 'good', 'proposal', 'question'],
      registering: ['assembly', 'person'],
      invited: ['invitation', 'mandate', 'resolution'],
      'own account': ['person'],
      objection: ['need', 'plan_decision'],
      program: ['adoption', 'plan', 'planning_cycle', 'proposal'],
    });
  });

  it('with a resolution that is written down with an act under itself, and one written down by itself under none', () => {
    const resolutions = rows.filter(({ number, kind }) => number > byHand && kind === 'resolution');
    expect(resolutions.filter(({ resolution }) => resolution === null).map(({ after }) => after?.['resolution']?.['title'])).toEqual(['What we have']);
    expect(resolutions.filter(({ resolution, record }) => resolution !== null && resolution !== record)).toEqual([]);
    // Before the act that it is of.
    for (const { number, at, record } of resolutions) expect(rows.filter((row) => row.at === at && row.resolution === record && row.number < number)).toEqual([]);
  });

  it('in plain words, one by one', async () => {
    const answer = await api.query('{ publicRecord(first: 100, direction: ASCENDING, filter: { kinds: [CHARTER, GOOD, PROPOSAL, PLANNING_CYCLE, INVITATION, ADOPTION, PLAN_DECISION, NEED] }) { nodes { sentence } } }');
    const told = (answer.data('publicRecord.nodes') as { sentence: string }[]).map(({ sentence }) => sentence.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'THEN').replace(/(the plan) [0-9a-f-]{36}/i, '$1'));
    const toDeciding = ['declaring to planning', 'planning to proposed', 'proposed to deciding'].map((way) => `Carla moved the planning cycle Year 2027 of The valley from ${way}.`);
    expect(told).toEqual([
      'Carla invited Stowe to The valley through Bo, until THEN.',
      'Bo accepted the invitation of Stowe to The valley, under the resolution “Bo for us”.',
      'Ada created the good Bread of The valley, under the resolution “What we share”.',
      'Ada drafted the proposal “Our charter” of The valley, under the resolution “We propose”.',
      'Carla opened the proposal “Our charter” of The valley for decision, until THEN.',
      'Bo created the good Oats of The valley, as the adopted proposal “Our charter” says.',
      'The assemblies adopted the proposal “Our charter” of The valley: 2 agreeing, 0 objecting, 0 abstaining, 0 silent. Counted with the decision that Bo submitted.',
      'Bo put charter 1 of The valley into force: what is agreed takes a share of 0.5 of the assemblies and 0.6 of the people, a quorum of 0.5 and at least 0 days, as the adopted proposal “Our charter” says.',
      'Carla drafted the proposal “Rye” of The valley.',
      'Carla opened the proposal “Rye” of The valley for decision, until THEN.',
      'The planner created the good Rye of The valley, as the adopted proposal “Rye” says.',
      'The assemblies adopted the proposal “Rye” of The valley: 1 agreeing, 0 objecting, 0 abstaining, 1 silent. Counted after the deadline.',
      'Carla created the planning cycle Year 2027 of The valley.',
      'Ada created the need of Cabot for Bread, Winter: 10 kg, under the resolution “Our needs”.',
      'Bo created the need of Stowe for Bread, Winter: 5 kg, under the resolution “Our needs”.',
      ...toDeciding,
      'Fay submitted that Stowe objects to the plans for Year 2027, round 1: “The winter is longer up here”, under the resolution “We need more”.',
      'Ada submitted that Cabot abstains on the plans for Year 2027, round 1, under the resolution “We cannot say”.',
      'The planner moved the planning cycle Year 2027 of The valley from deciding to declaring, round 2: No plan was agreed. The plan: of 2 assemblies 0 ratified it, 1 did not, 1 abstained.',
      'The planner revised the need of Stowe for Bread, Winter: quantity from 5 to 6 kg, under the resolution “We need more”.',
      'The planner revised the plan decision of Stowe for Year 2027: list of objection need changed, under the resolution “We need more”.',
      ...toDeciding,
      'Bo submitted that Stowe ratifies a plan for Year 2027, round 2, under the resolution “So be it”.',
      'Ada submitted that Cabot ratifies a plan for Year 2027, round 2, under the resolution “So be it”.',
      'The planner sealed that the assemblies of The valley adopted a plan for Year 2027, round 2.',
      'The planner moved the planning cycle Year 2027 of The valley from deciding to adopted: 2 of 2 assemblies ratified the plan.',
      'Carla moved the planning cycle Year 2027 of The valley from adopted to carried out.',
    ]);
  });
});

describe('the same record, where somebody had acted without a mandate or a resolution', () => {
  const numberOf = (kind: string, acting: string): number => rows.find((row) => row.number > byHand && row.kind === kind && row.acting === acting)?.number ?? 0;
  const spoilt = (number: number, change: (row: RecordedRow) => Partial<RecordedRow>) => rows.map((row) => (row.number === number ? { ...row, ...change(row) } : row));
  const rowAt = (number: number): RecordedRow => rows[number - 1] ?? (() => { throw new Error(`no row ${number}`); })();

  it.each<[string, () => [number, (row: RecordedRow) => Partial<RecordedRow>], RegExp]>([
    ['no mandate', () => [numberOf('stock', 'Ada'), () => ({ mandate: null })], /^no mandate$/],
    ['no resolution', () => [numberOf('need', 'Bo'), () => ({ resolution: null })], /^no resolution$/],
    ['another assembly\'s resolution', () => [numberOf('need', 'Bo'), () => ({ resolution: rowAt(numberOf('need', 'Ada')).resolution })], /resolution is not that of the assembly/],
    ['another assembly\'s mandate and resolution', () => [numberOf('need', 'Bo'), () => { const { acting, mandate, resolution } = rowAt(numberOf('need', 'Ada')); return { acting, mandate, resolution }; }], /^it belongs to /],
    ['somebody else\'s mandate', () => [numberOf('need', 'Bo'), () => ({ acting: 'Mallory' })], /^the mandate is not Mallory's$/],
    ['a mandate after its recall', () => [numberOf('need', 'Bo'), () => ({ acting: 'Dee', mandate: rowAt(numberOf('land_parcel', 'Dee')).mandate })], /^the mandate was recalled/],
    ['an objection that its assembly did not decide', () => [rows.find(({ acting, kind }) => acting === 'planner' && kind === 'need')?.number ?? 0, () => ({ resolution: rowAt(numberOf('need', 'Bo')).resolution })], /^an objection that nobody decided$/],
    ['a coordinator\'s mandate for policy', () => [numberOf('need', 'Bo'), () => ({ acting: 'Carla', mandate: rowAt(numberOf('planning_cycle', 'Carla')).mandate })], /^policy, by a coordinator$/],
    ['a good by one assembly alone, once there is a charter', () => [numberOf('need', 'Ada'), ({ record }) => ({ kind: 'good', record, assembly: null })], /by one assembly alone$/],
  ])('%s: shows it', (_what, where, fault) => {
    const [number, change] = where();
    expect(number).toBeGreaterThan(byHand);
    expect(faultsOf(spoilt(number, change))).toEqual([{ number, fault: expect.stringMatching(fault) }]);
  });
});
