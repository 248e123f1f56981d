import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALL, act, ahead, confirm, cycleOf, decide, declaringCycle, giveCharter, letTimePass, move, type Round, toDeciding } from './cycle.js';
import { type Api, startApi } from './graphql.js';
import { makePlanFor } from './planned-cycle.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
const needsOf = async (round: Round, name: keyof Round['assemblies']) => (await rows(
  'select n.id from need n join cycle_period p on p.id = n.period_id where n.cycle_id = $1 and n.assembly_id = $2 order by p.position, n.id', round.cycleId, round.assemblies[name])).map((row) => String(row['id']));
const limitOf = async (round: Round) => String((await rows('select id from ecological_limit where confederation_id = $1', round.confederationId))[0]?.['id']);
const NOBODY = '00000000-0000-4000-8000-000000000000';
const COUNT = 'proposedPlans { count { agreeing objecting abstaining silent firsts outcome } }';

describe('an assembly', () => {
  it('ratifies in the order of its preference, objects, or abstains; what it answers later counts, and all is kept', async () => {
    const round = await declaringCycle(api);
    const [one = '', two = ''] = await toDeciding(api, round, 2);
    expect(await decide(api, round, 'hill', [two, one])).toMatchObject({ __typename: 'PlanDecision', answer: 'RATIFY', round: 1, reasons: '', ratified: [{ id: two }, { id: one }] });
    expect(await cycleOf(api, round, COUNT)).toEqual({ proposedPlans: [
      { count: { agreeing: 1, objecting: 0, abstaining: 0, silent: 3, firsts: 0, outcome: 'OPEN' } }, { count: { agreeing: 1, objecting: 0, abstaining: 0, silent: 3, firsts: 1, outcome: 'OPEN' } }] });
    expect(await decide(api, round, 'hill', [one])).toMatchObject({ answer: 'RATIFY' });
    expect(await cycleOf(api, round, COUNT)).toMatchObject({ proposedPlans: [{ count: { agreeing: 1, objecting: 0 } }, { count: { agreeing: 0, objecting: 1, outcome: 'REFUSED' } }] });
    const shown = 'decisions(filter: { retired: ALL }) { nodes { answer retiredAt assembly { id } ratified { id } resolution { title assembly { id } } mandate { role } } } reminders { assembly { id } }';
    expect(await cycleOf(api, round, shown)).toMatchObject({ decisions: { nodes: [{ retiredAt: expect.any(String), ratified: [{ id: two }, { id: one }] }, {
      retiredAt: null, answer: 'RATIFY', assembly: { id: round.assemblies.hill }, ratified: [{ id: one }], mandate: { role: 'DELEGATE' },
      resolution: { title: 'So it was decided', assembly: { id: round.assemblies.hill } } }] }, reminders: [{}, {}, {}] });
    const answer = await api.query(`{ assembly(id: "${round.assemblies.hill}") { decisions { nodes { cycle { id } } } } }`);
    expect(answer.data('assembly.decisions')).toEqual({ nodes: [{ cycle: { id: round.cycleId } }] });
  });

  it('is told everything that is wrong with its answer', async () => {
    const round = await declaringCycle(api);
    const [plan = ''] = await toDeciding(api, round);
    const [need = ''] = await needsOf(round, 'hill');
    const [foreign = ''] = await needsOf(round, 'valley');
    const limit = await limitOf(round);
    expect(await decide(api, round, 'hill', [plan, plan], '{ reasons: " ", needs: [] }')).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'ratify.1' }, { path: 'objection' }, { path: 'objection.reasons' }] });
    expect(await decide(api, round, 'hill', [], `{ reasons: "no", needs: [{ needId: "${need}", version: 1 }, { needId: "${need}", version: 1, quantity: "0", withdraw: true }], limits: [{ ecologicalLimitId: "${limit}", quantity: "-1" }] }`))
      .toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'objection.needs.0', came: 'neither' }, { path: 'objection.needs.1.quantity' }, { path: 'objection.needs.1', came: 'both' }, { path: 'objection.needs.1' }, { path: 'objection.limits.0.quantity' }] });
    expect(await decide(api, round, 'hill', [NOBODY])).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'ratify.0' }] });
    expect(await decide(api, round, 'hill', [], `{ reasons: "no", needs: [{ needId: "${foreign}", version: 1, quantity: "1" }, { needId: "${need}", version: 2, quantity: "1" }], limits: [{ ecologicalLimitId: "${NOBODY}", quantity: "1" }] }`))
      .toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'objection.needs.0.needId' }, { path: 'objection.needs.1.version' }, { path: 'objection.limits.0.ecologicalLimitId' }] });
    expect(await cycleOf(api, round, 'decisions { totalCount }')).toEqual({ decisions: { totalCount: 0 } });
  });

  it('has the limits that it proposes drafted as a proposal, which is withdrawn when another answer comes in its place', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.5, 1);
    await toDeciding(api, round);
    const limit = await limitOf(round);
    for (const quantity of ['40', '41']) await decide(api, round, 'hill', [], `{ reasons: "The forest is tired", limits: [{ ecologicalLimitId: "${limit}", quantity: "${quantity}" }] }`);
    const shown = await cycleOf(api, round, 'objections(filter: { retired: ALL }) { nodes { proposedLimits { quantity proposal { status title changes { words } } } } }');
    expect(shown).toEqual({ objections: { nodes: [['40', 'WITHDRAWN'], ['41', 'DRAFT']].map(([quantity, status]) => ({ proposedLimits: [
      { quantity, proposal: { status, title: expect.stringContaining('by the objection of Hill'), changes: [{ words: expect.stringContaining('What the forest gives') }] } }] })) } });
    expect(await rows('select quantity from ecological_limit where id = $1', limit)).toEqual([{ quantity: '45' }]);
  });

  it('that is no member decides nothing, and nobody does when the time is over', async () => {
    const round = await declaringCycle(api);
    const other = await declaringCycle(api);
    const [plan = ''] = await toDeciding(api, round);
    expect(await decide(api, { ...round, assemblies: other.assemblies }, 'hill', [plan])).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId' }] });
    await rows(`update planning_cycle set deciding_until = now() - interval '1 minute' where id = $1`, round.cycleId);
    expect(await decide(api, round, 'hill', [plan])).toMatchObject({ __typename: 'WrongState', currentState: 'DECIDING', message: expect.stringContaining('to decide') });
  });

  it('answers once where it answers twice in the same moment', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.5, 1);
    const [plan = ''] = await toDeciding(api, round);
    const answers = await Promise.all([1, 2, 3, 4].map(async (i) => await decide(api, round, 'hill', i % 2 === 0 ? [plan] : [])));
    expect(answers).toEqual(answers.map(() => expect.objectContaining({ __typename: 'PlanDecision' })));
    expect(await cycleOf(api, round, 'all: decisions(filter: { retired: ALL }) { totalCount } live: decisions { totalCount }')).toEqual({ all: { totalCount: 4 }, live: { totalCount: 1 } });
  });
});

describe('where the plans are refused', () => {
  it('the cycle comes back to declaring in a new round, with the needs that objections propose, by the assembly\'s own resolution', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.6, 0.5);
    const [plan = ''] = await toDeciding(api, round);
    const [autumn = '', winter = '', spring = ''] = await needsOf(round, 'hill');
    const limit = await limitOf(round);
    const { count } = (await api.app.inject('/record/head')).json<{ count: number }>();
    await decide(api, round, 'hill', [], `{ reasons: "The winter is longer up here", needs: [{ needId: "${winter}", version: 1, quantity: "14.5" }, { needId: "${spring}", version: 1, withdraw: true },
      { needId: "${autumn}", version: 1, quantity: "7" }], limits: [{ ecologicalLimitId: "${limit}", quantity: "40" }] }`);
    expect(await cycleOf(api, round, 'objections { nodes { proposedNeeds { outcome } } }')).toEqual({ objections: { nodes: [{ proposedNeeds: [1, 2, 3].map(() => ({ outcome: 'WAITING' })) }] } });
    await decide(api, round, 'lake', [plan]);
    // By the time the plans are refused, the operator has changed one of the needs.
    await rows(`update need set quantity = 8, version = 2 where id = $1`, autumn);
    expect(await cycleOf(api, round, 'state')).toEqual({ state: 'DECIDING' });
    await decide(api, round, 'valley', [], '{ reasons: "We are with the Hill" }');
    expect(await cycleOf(api, round, `state round decidingUntil proposedPlans { position } adoption { id } history { from to round reason }
      objections(sortBy: ASSEMBLY) { nodes { reasons round assembly { id } proposedNeeds { need { id version quantity retiredAt } quantity outcome told } proposedLimits { limit { id quantity } quantity proposal { status text } } } }`)).toMatchObject({
      state: 'DECLARING', round: 2, decidingUntil: null, proposedPlans: [], adoption: null,
      history: [{}, {}, {}, { from: 'DECIDING', to: 'DECLARING', round: 2, reason: expect.stringContaining('of 4 assemblies 1 ratified it, 2 did not, 0 abstained') }],
      objections: { nodes: [{ reasons: 'The winter is longer up here', round: 1, assembly: { id: round.assemblies.hill }, proposedLimits: [{ limit: { id: limit, quantity: '45' }, quantity: '40', proposal: { status: 'DRAFT', text: 'The winter is longer up here' } }], proposedNeeds: [
        { need: { id: winter, version: 2, quantity: '14.5', retiredAt: null }, quantity: '14.5', outcome: 'DONE', told: '' },
        { need: { id: spring, version: 2, retiredAt: expect.any(String) }, quantity: null, outcome: 'DONE', told: '' },
        { need: { id: autumn, version: 2, quantity: '8' }, quantity: '7', outcome: 'NOT_DONE', told: expect.stringContaining('changed since') }] }, { reasons: 'We are with the Hill', proposedNeeds: [] }] },
    });
    // The public record names the resolution that the assembly decided the objection by.
    const record = (await api.app.inject(`/record?from=${count + 1}`)).body.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
    const [objection] = await rows(`select id, resolution_id, mandate_id from plan_decision where assembly_id = $1`, round.assemblies.hill);
    expect(objection?.['resolution_id']).toEqual(expect.any(String));
    const changed = record.filter(({ kind, record: id }) => kind === 'need' && (id === winter || id === spring)).sort((a, b) => (String(a['deed']) < String(b['deed']) ? -1 : 1));
    expect(changed).toEqual(['retire', 'revise'].map((deed) => expect.objectContaining({
      deed, acting: 'planner', mandate: objection?.['mandate_id'], resolution: objection?.['resolution_id'], assembly: round.assemblies.hill })));
    // What was changed is declared; the others say that they stand by what they declared.
    expect(await cycleOf(api, round, 'declared { id }')).toEqual({ declared: [{ id: round.assemblies.hill }] });
    for (const name of ALL) await confirm(api, round, name);
    await move(api, `startPlanning(cycleId: "${round.cycleId}")`);
    const again = await makePlanFor(api, round.cycleId);
    expect(again).not.toBe(plan);
    await move(api, `proposePlans(cycleId: "${round.cycleId}", planIds: ["${again}"])`);
    expect(await act(api, `openDeciding(cycleId: "${round.cycleId}", until: "${ahead(1)}")`)).toMatchObject({ state: 'DECIDING', round: 2 });
    expect(await decide(api, round, 'hill', [plan])).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'ratify.0' }] });
    for (const name of ['hill', 'lake', 'ridge'] as const) await decide(api, round, name, [again]);
    expect(await cycleOf(api, round, 'state round adoption { round plan { id } }')).toEqual({ state: 'ADOPTED', round: 2, adoption: { round: 2, plan: { id: again } } });
  });

  it('a deadline without a quorum refuses them', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.5, 0.75);
    const [plan = ''] = await toDeciding(api, round);
    await decide(api, round, 'hill', [plan]);
    await decide(api, round, 'lake', [plan]);
    expect(await cycleOf(api, round, 'state')).toEqual({ state: 'DECIDING' });
    await letTimePass(api, round);
    expect(await cycleOf(api, round, 'state round history { reason }')).toMatchObject({ state: 'DECLARING', round: 2, history: [{}, {}, {}, { reason: expect.stringContaining('too few decided') }] });
  });

  it('objections of a service that stopped in between are taken up', async () => {
    const round = await declaringCycle(api);
    await toDeciding(api, round);
    const [need = ''] = await needsOf(round, 'hill');
    await decide(api, round, 'hill', [], `{ reasons: "no", needs: [{ needId: "${need}", version: 1, quantity: "3" }] }`);
    // Before there is a charter, one objection refuses them. As it was before the objection was looked after:
    expect(await cycleOf(api, round, 'state round')).toEqual({ state: 'DECLARING', round: 2 });
    await rows(`update objection_need set outcome = 'waiting', need_version = 2, quantity = 4 where need_id = $1`, need);
    await letTimePass(api, round);
    expect(await rows('select version, quantity from need where id = $1', need)).toEqual([{ version: 3, quantity: '4' }]);
  });
});
