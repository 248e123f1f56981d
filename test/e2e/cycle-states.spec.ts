import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CycleAct, cycleActs } from '../../src/cycles/cycle-acts.js';
import { CycleState } from '../../src/cycles/cycle-state.js';
import { act, ahead, confirm, cycleOf, decide, declaringCycle, giveCharter, letTimePass, move, type Round, toPlanning, UNDER } from './cycle.js';
import { type Api, startApi } from './graphql.js';
import { makePlanFor } from './planned-cycle.js';
import { FAILURE } from './records.js';
import { listen, subscribe } from './subscription.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
const needsOf = async (round: Round, name: keyof Round['assemblies']) =>
  await rows('select n.id, n.version, n.good_id, n.tier_id, n.period_id from need n join cycle_period p on p.id = n.period_id where n.cycle_id = $1 and n.assembly_id = $2 and n.retired_at is null order by p.position, n.id', round.cycleId, round.assemblies[name]);
const result = async (mutation: string, fields = '') => (await api.query(`mutation { result: ${mutation} { ${fields} ${FAILURE} } }`)).data('result');

describe('a new cycle', () => {
  it('is declaring, in its first round, and waits for those who have not declared', async () => {
    const round = await declaringCycle(api);
    expect(await cycleOf(api, round, 'state round declaringUntil decidingUntil history { to } adoption { id } proposedPlans { position } declared { id } notDeclared { id } reminders { assembly { id } waitingFor until }'))
      .toEqual({ state: 'DECLARING', round: 1, declaringUntil: null, decidingUntil: null, history: [], adoption: null, proposedPlans: [],
        declared: [{ id: round.assemblies.hill }, { id: round.assemblies.valley }], notDeclared: [{ id: round.assemblies.lake }, { id: round.assemblies.ridge }],
        reminders: ['lake' as const, 'ridge' as const].map((name) => ({ assembly: { id: round.assemblies[name] }, waitingFor: 'DECLARING', until: null })) });
  });

  it('has a plan made of it as a draft', async () => {
    const round = await declaringCycle(api);
    await makePlanFor(api, round.cycleId);
    expect(await cycleOf(api, round, 'state')).toEqual({ state: 'DECLARING' });
  });
});

describe('planning starts', () => {
  it('once every member has declared or said that it has', async () => {
    const round = await declaringCycle(api);
    expect(await act(api, `startPlanning(cycleId: "${round.cycleId}")`)).toMatchObject({ __typename: 'WrongState', currentState: 'DECLARING', message: expect.stringContaining('2 of its assemblies have not declared yet, and there is no deadline') });
    expect(await confirm(api, round, 'lake')).toEqual({ __typename: 'Declaration', round: 1, assembly: { id: round.assemblies.lake }, cycle: { id: round.cycleId } });
    expect(await confirm(api, round, 'lake')).toMatchObject({ __typename: 'AlreadyThere', recordKind: 'DECLARATION' });
    expect(await act(api, `startPlanning(cycleId: "${round.cycleId}")`)).toMatchObject({ __typename: 'WrongState', message: expect.stringContaining('1 of its assemblies has not declared yet') });
    await confirm(api, round, 'ridge');
    expect(await act(api, `startPlanning(cycleId: "${round.cycleId}")`)).toMatchObject({ state: 'PLANNING', round: 1, version: 2 });
  });

  it('or once the deadline has passed; lateness is shown, not refused', async () => {
    const round = await declaringCycle(api);
    expect(await act(api, `setDeadlines(cycleId: "${round.cycleId}", declaringUntil: "${ahead(-1)}")`)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'declaringUntil' }] });
    expect(await act(api, `setDeadlines(cycleId: "${round.cycleId}")`)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'declaringUntil', came: 'neither' }] });
    const until = ahead(3);
    expect(await act(api, `setDeadlines(cycleId: "${round.cycleId}", declaringUntil: "${until}", decidingUntil: "${until}")`)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'decidingUntil' }] });
    expect(await act(api, `setDeadlines(cycleId: "${round.cycleId}", declaringUntil: "${until}")`)).toMatchObject({ state: 'DECLARING', declaringUntil: until });
    expect(await act(api, `startPlanning(cycleId: "${round.cycleId}")`)).toMatchObject({ __typename: 'WrongState', message: expect.stringContaining(`they have until ${until}`) });
    await rows(`update planning_cycle set declaring_until = now() - interval '1 hour' where id = $1`, round.cycleId);
    const [late] = await needsOf(round, 'hill');
    expect(await result(`reviseNeed(id: "${String(late?.['id'])}", version: 1, changes: { quantity: "8" }, ${UNDER})`, '... on Need { version }')).toEqual({ version: 2 });
    expect(await cycleOf(api, round, 'reminders { waitingFor until }')).toEqual({ reminders: [1, 2].map(() => ({ waitingFor: 'DECLARING', until: expect.any(String) })) });
    await move(api, `startPlanning(cycleId: "${round.cycleId}")`);
  });
});

describe('needs', () => {
  it('are declared, revised and withdrawn while it is declaring, and not after', async () => {
    const round = await declaringCycle(api);
    const [one, two] = await needsOf(round, 'hill');
    await toPlanning(api, round);
    const refused = { __typename: 'WrongState', recordKind: 'PLANNING_CYCLE', id: round.cycleId, currentState: 'PLANNING' };
    expect(await result(`reviseNeed(id: "${String(one?.['id'])}", version: 1, changes: { quantity: "8" }, ${UNDER})`)).toMatchObject(refused);
    expect(await result(`withdrawNeed(id: "${String(two?.['id'])}", version: 1, ${UNDER})`)).toMatchObject(refused);
    const entry = `goodId: "${String(one?.['good_id'])}", tierId: "${String(one?.['tier_id'])}", periodId: "${String(one?.['period_id'])}", quantity: "1"`;
    const ids = `cycleId: "${round.cycleId}", assemblyId: "${round.assemblies.lake}"`;
    expect(await result(`declareNeed(input: { ${ids}, ${entry} }, ${UNDER})`)).toMatchObject(refused);
    expect(await result(`declareNeeds(input: { ${ids}, needs: [{ ${entry} }] }, ${UNDER})`)).toMatchObject(refused);
    expect(await needsOf(round, 'hill')).toHaveLength(3);
    await move(api, `reopenDeclaring(cycleId: "${round.cycleId}", reason: "The mill burnt down")`);
    expect(await result(`declareNeed(input: { ${ids}, ${entry} }, ${UNDER})`, '... on Need { version }')).toEqual({ version: 1 });
  });

  it('of the round before stand, and count as declared once the assembly has looked at them', async () => {
    const round = await declaringCycle(api);
    await toPlanning(api, round);
    await move(api, `reopenDeclaring(cycleId: "${round.cycleId}", reason: "The mill burnt down")`);
    expect(await cycleOf(api, round, 'state round declared { id } history { from to round reason }')).toEqual({ state: 'DECLARING', round: 2, declared: [], history: [
      { from: 'DECLARING', to: 'PLANNING', round: 1, reason: '' }, { from: 'PLANNING', to: 'DECLARING', round: 2, reason: 'The mill burnt down' }] });
    const [need] = await needsOf(round, 'hill');
    await result(`reviseNeed(id: "${String(need?.['id'])}", version: 1, changes: { why: "so it is" }, ${UNDER})`);
    await confirm(api, round, 'lake');
    expect(await cycleOf(api, round, 'declared { id }')).toEqual({ declared: [{ id: round.assemblies.hill }, { id: round.assemblies.lake }] });
  });
});

describe('proposing', () => {
  it('takes plans of this cycle that are done and are of what the records say now', async () => {
    const round = await declaringCycle(api);
    const other = await declaringCycle(api);
    const foreign = await makePlanFor(api, other.cycleId);
    const early = await makePlanFor(api, round.cycleId);
    await rows(`update stock set quantity = quantity + 1, version = version + 1 where assembly_id = $1`, round.assemblies.valley);
    await toPlanning(api, round);
    expect(await act(api, `proposePlans(cycleId: "${round.cycleId}", planIds: [])`)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'planIds' }] });
    expect(await act(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ["${early}", "${foreign}", "${round.cycleId}"])`)).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'planIds.0', came: expect.stringContaining('before') }, { path: 'planIds.1', came: 'one of another' }, { path: 'planIds.2', came: 'an id of none' }] });
    const plan = await makePlanFor(api, round.cycleId);
    expect(await act(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ["${plan}"])`)).toMatchObject({ state: 'PROPOSED' });
    expect(await cycleOf(api, round, 'proposedPlans { plan { id } position count { members silent quorumMet outcome } }')).toEqual({ proposedPlans: [
      { plan: { id: plan }, position: 1, count: { members: 4, silent: 4, quorumMet: false, outcome: 'OPEN' } }] });
  });

  it('lays alternatives side by side that differ in what they make small; any but the last can be withdrawn', async () => {
    const round = await declaringCycle(api);
    await toPlanning(api, round);
    const one = await makePlanFor(api, round.cycleId);
    await move(api, `revisePlanningCycle(id: "${round.cycleId}", version: 2, changes: { objectives: [{ minimise: IMPACT, impact: "firewood" }] })`);
    const two = await makePlanFor(api, round.cycleId);
    await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ["${two}"])`);
    expect(await act(api, `withdrawProposedPlan(cycleId: "${round.cycleId}", planId: "${two}")`)).toMatchObject({ __typename: 'WrongState', message: expect.stringContaining('only plan') });
    await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ["${one}", "${two}"])`);
    await move(api, `withdrawProposedPlan(cycleId: "${round.cycleId}", planId: "${two}")`);
    expect(await act(api, `withdrawProposedPlan(cycleId: "${round.cycleId}", planId: "${two}")`)).toMatchObject({ __typename: 'WrongState' });
    await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ["${two}"])`);
    expect(await cycleOf(api, round, 'proposedPlans { plan { id } position }')).toEqual({ proposedPlans: [{ plan: { id: one }, position: 2 }, { plan: { id: two }, position: 3 }] });
  });
});

describe('deciding', () => {
  it('is open for as many days as the charter says at least, and its end is only put off', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.6, 0.5, 7);
    await toPlanning(api, round);
    await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ["${await makePlanFor(api, round.cycleId)}"])`);
    expect(await act(api, `openDeciding(cycleId: "${round.cycleId}", until: "${ahead(6.9)}")`)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'until', expected: expect.stringContaining('at least 7 days') }] });
    expect(await act(api, `openDeciding(cycleId: "${round.cycleId}", until: "${ahead(7.1)}")`)).toMatchObject({ state: 'DECIDING' });
    expect(await act(api, `setDeadlines(cycleId: "${round.cycleId}", decidingUntil: "${ahead(7)}")`)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'decidingUntil' }] });
    expect(await act(api, `setDeadlines(cycleId: "${round.cycleId}", decidingUntil: "${ahead(8)}")`)).toMatchObject({ state: 'DECIDING' });
    expect(await cycleOf(api, round, 'reminders { waitingFor }')).toEqual({ reminders: [1, 2, 3, 4].map(() => ({ waitingFor: 'DECIDING' })) });
  });
});

describe('what the table of states does not allow', () => {
  const ID = '00000000-0000-4000-8000-000000000000';
  const mutations: Readonly<Partial<Record<CycleAct, (round: Round) => string>>> = {
    declareNeeds: ({ cycleId, assemblies }) => `declareNeed(input: { cycleId: "${cycleId}", assemblyId: "${assemblies.lake}", goodId: "${ID}", tierId: "${ID}", periodId: "${ID}", quantity: "1" }, ${UNDER})`,
    confirmDeclaration: ({ cycleId, assemblies }) => `confirmDeclaration(cycleId: "${cycleId}", assemblyId: "${assemblies.lake}", ${UNDER})`,
    askQuestion: ({ cycleId, assemblies }) => `askQuestion(input: { cycleId: "${cycleId}", assemblyId: "${assemblies.lake}", text: "Why?" })`,
    answerQuestion: () => `answerQuestion(questionId: "${question}", text: "So it is", ${UNDER})`,
    setDeadlines: ({ cycleId }) => `setDeadlines(cycleId: "${cycleId}")`,
    revisePeriods: ({ cycleId }) => `revisePlanningCycle(id: "${cycleId}", version: 1, changes: { periods: [{ name: "All", starts: "2027-01-01", ends: "2027-12-31" }] })`,
    reviseObjectives: ({ cycleId }) => `revisePlanningCycle(id: "${cycleId}", version: 1, changes: { objectives: [{ minimise: TONNE_KM }] })`,
    planFor: ({ cycleId }) => `planFor(cycle: "${cycleId}")`,
    startPlanning: ({ cycleId }) => `startPlanning(cycleId: "${cycleId}")`,
    proposePlans: ({ cycleId }) => `proposePlans(cycleId: "${cycleId}", planIds: ["${ID}"])`,
    withdrawProposedPlan: ({ cycleId }) => `withdrawProposedPlan(cycleId: "${cycleId}", planId: "${ID}")`,
    openDeciding: ({ cycleId }) => `openDeciding(cycleId: "${cycleId}", until: "${ahead(1)}")`,
    reopenDeclaring: ({ cycleId }) => `reopenDeclaring(cycleId: "${cycleId}", reason: "so it is")`,
    decideOnPlans: ({ cycleId, assemblies }) => `decideOnPlans(cycleId: "${cycleId}", assemblyId: "${assemblies.lake}", ratify: ["${ID}"], ${UNDER})`,
    carryOut: ({ cycleId }) => `carryOut(cycleId: "${cycleId}")`,
    close: ({ cycleId }) => `closePlanningCycle(cycleId: "${cycleId}", reason: "so it is")`,
  };
  const table = Object.values(CycleState).flatMap((state) => (Object.keys(cycleActs) as CycleAct[])
    .filter((each) => cycleActs[each].by !== 'the count' && !cycleActs[each].from.includes(state)).map((each) => ({ state, each })));
  let round: Round;
  let question: string;
  beforeAll(async () => {
    round = await declaringCycle(api);
    const [asked] = await rows(`insert into question (cycle_id, round, assembly_id, text) values ($1, 1, $2, 'Why?') returning id`, round.cycleId, round.assemblies.lake);
    question = String(asked?.['id']);
  });

  it.each(table)('$each while it is $state is refused, and changes nothing', async ({ state, each }) => {
    await rows(`update planning_cycle set state = $2, deciding_until = now() + interval '1 day' where id = $1`, round.cycleId, state);
    const mutation = mutations[each];
    if (mutation === undefined) throw new Error(`no mutation is known for ${each}`);
    const before = await rows('select count, hash from public_record_head');
    expect(await result(mutation(round))).toMatchObject({ __typename: 'WrongState', recordKind: 'PLANNING_CYCLE', id: round.cycleId, currentState: state.toUpperCase(), message: expect.stringContaining(' only while it is ') });
    expect(await rows('select count, hash from public_record_head')).toEqual(before);
  });
});

describe('last cycle\'s needs', () => {
  it('are copied as a start, into the periods of the same positions; what cannot be is told', async () => {
    const round = await declaringCycle(api);
    const [next] = await rows(`insert into planning_cycle (confederation_id, code, name) values ($1, 'next', 'Next') returning id`, round.confederationId);
    const id = String(next?.['id']);
    await rows(`insert into cycle_period (cycle_id, code, name, position, starts, ends) values ($1, 'a', 'A', 1, '2028-09-01', '2028-11-30'), ($1, 'b', 'B', 2, '2028-12-01', '2029-02-28')`, id);
    await rows(`update good set retired_at = now(), version = 2 where confederation_id = $1 and code = 'seed'`, round.confederationId);
    const copy = async (to: string) => await result(`copyNeeds(fromCycleId: "${round.cycleId}", toCycleId: "${to}", assemblyId: "${round.assemblies.valley}", ${UNDER})`,
      '... on CopiedNeeds { needs { quantity good { code } period { code } cycle { code } } left { why need { good { code } period { code } } } }');
    const statements = await api.statements(async () => {
      expect(await copy(id)).toEqual({ needs: ['a', 'b'].map((code) => ({ quantity: '27', good: { code: 'bread' }, period: { code }, cycle: { code: 'next' } })), left: [
        { why: 'the planning cycle has no period at position 3', need: { good: { code: 'bread' }, period: { code: 'spring' } } },
        { why: 'the good was retired', need: { good: { code: 'seed' }, period: { code: 'spring' } } }] });
    });
    expect(statements).toBeLessThan(30);
    expect(await copy(id)).toMatchObject({ needs: [], left: [{ why: expect.stringContaining('already') }, { why: expect.stringContaining('already') }, {}, {}] });
    expect(await copy(round.cycleId)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'fromCycleId', came: 'the same cycle' }] });
    const other = await declaringCycle(api);
    expect(await copy(other.cycleId)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'fromCycleId', came: 'one of another confederation' }] });
  });
});

it('everything that a list of cycles shows takes a constant number of statements', async () => {
  const fields = `state round history { to } declared { id } notDeclared { id } reminders { assembly { id } } proposedPlans { plan { id } count { silent } }
    decisions(first: 5) { nodes { assembly { id } ratified { id } proposedNeeds { outcome } proposedLimits { quantity } resolution { id } } } objections(first: 5) { nodes { id } } adoption { plan { id } left { id } }`;
  const once = async (first: number) => await api.statements(async () => await api.query(`{ planningCycles(first: ${first}) { nodes { ${fields} } } }`));
  // The clerk looks in between, now and then: what a query takes is the least of three.
  const ask = async (first: number) => Math.min(await once(first), await once(first), await once(first));
  await ask(2);
  const few = await ask(2);
  expect(await ask(20)).toBeLessThanOrEqual(few + 4);
  expect(await ask(10)).toBe(await ask(20));
});

it('whoever follows a cycle sees it change, until it is closed', async () => {
  const round = await declaringCycle(api);
  const address = await listen(api);
  const { data, over } = await subscribe(address, 'subscription($id: UUID!) { planningCycleChanged(id: $id) { state notDeclared { id } decisions { totalCount } } }', { id: round.cycleId });
  const until = async (count: number) => { for (let tries = 0; tries < 100 && data.length < count; tries++) await new Promise((resolve) => { setTimeout(resolve, 20); }); };
  await until(1);
  await confirm(api, round, 'lake');
  await until(2);
  await confirm(api, round, 'ridge');
  await until(3);
  await move(api, `startPlanning(cycleId: "${round.cycleId}")`);
  await until(4);
  const plan = await makePlanFor(api, round.cycleId);
  await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ["${plan}"])`);
  await until(5);
  await move(api, `openDeciding(cycleId: "${round.cycleId}", until: "${ahead(2)}")`);
  await until(6);
  await decide(api, round, 'valley', [plan]);
  await until(7);
  await giveCharter(api, round, 0.5, 0.25);
  await letTimePass(api, round);
  await until(8);
  await move(api, `carryOut(cycleId: "${round.cycleId}")`);
  await until(9);
  expect(await act(api, `closePlanningCycle(cycleId: "${round.cycleId}")`)).toMatchObject({ __typename: 'WrongState', message: expect.stringContaining('its last period ends on 2028-05-31') });
  await move(api, `closePlanningCycle(cycleId: "${round.cycleId}", reason: "This is a test")`);
  expect(await over).toBe('complete');
  const seen = data.map((each) => (each as { planningCycleChanged: { state: string; notDeclared: unknown[]; decisions: { totalCount: number } } }).planningCycleChanged);
  const states = seen.map(({ state, notDeclared }) => `${state} ${notDeclared.length}`);
  expect([...new Set(states)]).toEqual(['DECLARING 2', 'DECLARING 1', 'DECLARING 0', 'PLANNING 0', 'PROPOSED 0', 'DECIDING 0', 'ADOPTED 0', 'CARRIED_OUT 0', 'CLOSED 0']);
});
