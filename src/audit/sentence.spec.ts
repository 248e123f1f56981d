import { describe, expect, it } from '@jest/globals';
import { sentenceOf } from './sentence.js';
import type { Names, State, Told } from './told.js';

const told = (given: Partial<Told>): string => sentenceOf({ acting: 'local operator', mandated: false, deed: 'revise', kind: 'need', before: undefined, after: undefined, names: {}, ...given });
const state = (rows: object): State => new Map(Object.entries(rows));
/** A record that Ada, a delegate of Cabot, creates. */
const created = (kind: string, row: object, names: Names = {}, more: Partial<Told> = {}): string =>
  told({ acting: 'Ada', mandated: true, deed: 'create', kind, after: state({ [kind]: row }), names: { assembly: 'Cabot', ...names }, ...more });
const revised = (kind: string, before: object, after: object, names: Names = {}, more: Partial<Told> = {}): string =>
  told({ acting: 'Ada', mandated: true, kind, before: state({ [kind]: before }), after: state({ [kind]: after }), names, ...more });

describe('a row of the public record in plain words', () => {
  it('says what changed, from what to what, with the unit', () => {
    expect(told({
      before: state({ need: { quantity: '12', why: '', version: 1, updated_at: 'a' } }), after: state({ need: { quantity: '14.5', why: 'a fair', version: 2, updated_at: 'b' } }),
      names: { assembly: 'Cabot', confederation: 'Vermont', good: 'Bread', unit: 't', period: 'Winter', cycle: 'the year 2027', tier: 'Vital' },
    })).toBe('The local operator revised the need of Cabot for Bread, Winter: quantity from 12 to 14.5 t, why from none to a fair.');
  });

  it('says of lists how long they were and are, and at most four changes one by one', () => {
    expect(told({
      kind: 'process', before: state({ process: { name: 'Bake', a: 1, b: 1, c: 1, d: 1 }, process_input: [{}, {}] }), after: state({ process: { name: 'Bake', a: 2, b: 2, c: 2, d: 2 }, process_output: [{}] }),
    })).toBe('The local operator revised the process Bake: a from 1 to 2, b from 1 to 2, c from 1 to 2, d from 1 to 2, and 2 more.');
    expect(told({ kind: 'process', before: state({ process: { name: 'Bake' }, process_input: [{}, {}] }), after: state({ process: { name: 'Bake' } }) }))
      .toBe('The local operator revised the process Bake: list of input from 2 to 0.');
  });

  it('tells of plans, memberships, what is gone, and others who act', () => {
    expect(told({ acting: 'planner', deed: 'finish', kind: 'plan', after: state({ plan: { status: 'done' } }), names: { confederation: 'Vermont', cycle: 'the year 2027' } }))
      .toBe('The planner finished the plan of Vermont for the year 2027.');
    expect(told({ deed: 'create', kind: 'membership', after: state({ membership: {} }), names: { assembly: 'Cabot', confederation: 'Vermont' } }))
      .toBe('The local operator created the membership of Cabot in Vermont.');
    expect(told({ deed: 'create', kind: 'membership', after: state({ membership: {} }), names: { member: 'The valley', confederation: 'Vermont' } }))
      .toBe('The local operator created the membership of The valley in Vermont.');
    expect(told({ acting: 'ada, by hand', deed: 'delete', kind: 'land_parcel', before: state({ land_parcel: { name: 'Meadow' } }), names: { assembly: 'Cabot' } }))
      .toBe('Ada, by hand deleted the land parcel Meadow of Cabot.');
    expect(created('norm', { per_person_year: '90' }, { assembly: undefined, confederation: 'Vermont', good: 'Bread', unit: 'kg', tier: 'Vital' }))
      .toBe('Ada created the norm of Vermont on Bread, Vital: 90 kg for each person in a year.');
  });

  it('says under which resolution, or by which adopted proposal', () => {
    const names = { assembly: 'Cabot', good: 'Bread', resolution: 'Our needs' };
    expect(created('stock', { quantity: '3' }, names)).toBe('Ada created the stock of Cabot in Bread: 3, under the resolution “Our needs”.');
    expect(created('good', { name: 'Oats' }, { assembly: undefined, confederation: 'Vermont', resolution: 'We agree', adopted: 'More oats' }))
      .toBe('Ada created the good Oats of Vermont, as the adopted proposal “More oats” says.');
  });
});

describe('what assemblies entrust and decide, in plain words', () => {
  const consensus = { title: 'Our needs', manner: 'consensus', decided_on: '2026-11-20' };
  const delegate = { role: 'delegate', from_day: '2026-11-22', until_day: null };
  const coordinator = { role: 'coordinator', from_day: '2026-11-22', until_day: '2027-11-21' };
  const vermont = { confederation: 'Vermont' };
  const bo = { person: 'Bo' };
  const year = { cycle: 'Year 2027' };
  const grain = { id: '1', title: 'More grain' };
  const tally = { agreeing: 3, objecting: 1, abstaining: 0, silent: 2 };

  it.each([
    ['a resolution, which is under itself', created('resolution', consensus, { resolution: 'Our needs' }), 'Ada wrote down the resolution “Our needs” of Cabot: decided on 2026-11-20 by consensus.'],
    ['one by votes', created('resolution', { ...consensus, manner: 'votes', votes_for: 41, votes_against: 3, abstaining: 2 }),
      'Ada wrote down the resolution “Our needs” of Cabot: decided on 2026-11-20 by votes, 41 for, 3 against, 2 abstaining.'],
    ['one of an example', created('resolution', consensus, {}, { deed: 'load' }), 'Ada loaded the resolution “Our needs” of Cabot.'],
    ['a mandate given', created('mandate', delegate, { ...bo, resolution: 'Bo for us' }), 'Ada gave Bo a mandate as delegate of Cabot, from 2026-11-22, under the resolution “Bo for us”.'],
    ['a coordinator\'s', created('mandate', coordinator, { ...bo, ...vermont }), 'Ada gave Bo a mandate as coordinator of Vermont for Cabot, from 2026-11-22 until 2027-11-21.'],
    ['one that a delegate gives to themselves', created('mandate', delegate, { person: 'Ada' }), 'Ada gave Ada a mandate as delegate of Cabot, from 2026-11-22.'],
    ['the first, which nobody gave', created('mandate', delegate, bo, { acting: 'Bo', mandated: false }), 'Bo took up a mandate as delegate of Cabot, from 2026-11-22.'],
    ['a recall', revised('mandate', delegate, { ...delegate, retired_at: 'x' }, { assembly: 'Cabot', ...bo, resolution: 'No more' }, { deed: 'retire' }),
      'Ada recalled the mandate of Bo as delegate of Cabot, under the resolution “No more”.'],
    ['an invitation', created('invitation', { expires_at: '2027-01-20T10:41:27.123456Z' }, { ...bo, ...vermont }), 'Ada invited Cabot to Vermont through Bo, until 2027-01-20 10:41 UTC.'],
    ['accepted', revised('invitation', { mandate_id: null }, { mandate_id: '1' }, { assembly: 'Cabot', ...vermont, ...bo }, { acting: 'Bo' }), 'Bo accepted the invitation of Cabot to Vermont.'],
    ['withdrawn', revised('invitation', {}, {}, { assembly: 'Cabot', ...vermont }, { deed: 'retire' }), 'Ada withdrew the invitation of Cabot to Vermont.'],
    ['a person', created('person', { name: 'Bo' }, { assembly: undefined }), 'Ada added the person Bo.'],
    ['who changes their name', revised('person', { name: 'Bo' }, { name: 'Boris' }), 'Ada revised the person Boris: name from Bo to Boris.'],
    ['a charter', created('charter', { number: 2, assemblies_share: '0.667', people_share: '0.5', quorum: '0.5', decision_days: 7 }, { ...vermont, adopted: 'Our charter' }),
      'Ada put charter 2 of Vermont into force: what is agreed takes a share of 0.667 of the assemblies and 0.5 of the people, a quorum of 0.5 and at least 7 days, as the adopted proposal “Our charter” says.'],
    ['without a count of people', created('charter', { number: 1, assemblies_share: '1', people_share: null, quorum: '0', decision_days: 0 }, vermont),
      'Ada put charter 1 of Vermont into force: what is agreed takes a share of 1 of the assemblies, a quorum of 0 and at least 0 days.'],
    ['an admission', created('admission', {}, { ...vermont, adopted: 'Cabot joins' }), 'Ada admitted Cabot to Vermont, as the adopted proposal “Cabot joins” says.'],
    ['a proposal', created('proposal', grain, { ...vermont, assembly: undefined }), 'Ada drafted the proposal “More grain” of Vermont.'],
    ['amended', revised('proposal', { ...grain, version: 1, status: 'open' }, { ...grain, version: 2, status: 'draft' }, vermont),
      'Ada amended the proposal “More grain” of Vermont: version 2, to be opened for decision.'],
    ['opened', revised('proposal', { ...grain, status: 'draft' }, { ...grain, status: 'open', deadline: '2027-01-20T10:41:27.123456Z' }, vermont),
      'Ada opened the proposal “More grain” of Vermont for decision, until 2027-01-20 10:41 UTC.'],
    ['withdrawn', revised('proposal', { ...grain, status: 'open' }, { ...grain, status: 'withdrawn' }, vermont), 'Ada withdrew the proposal “More grain” of Vermont.'],
    ['adopted', revised('proposal', { ...grain, status: 'open' }, { ...grain, status: 'adopted', tally }, { ...vermont, resolution: 'We agree' }),
      'The assemblies adopted the proposal “More grain” of Vermont: 3 agreeing, 1 objecting, 0 abstaining, 2 silent. Counted with the decision that Ada submitted.'],
    ['refused', revised('proposal', { ...grain, status: 'open' }, { ...grain, status: 'refused', tally }, vermont, { acting: 'planner', mandated: false }),
      'The assemblies did not adopt the proposal “More grain” of Vermont: 3 agreeing, 1 objecting, 0 abstaining, 2 silent. Counted after the deadline.'],
    ['not possible', revised('proposal', { ...grain, status: 'open' }, { ...grain, status: 'not_possible', tally }, vermont, { acting: 'planner', mandated: false }),
      'The assemblies agreed to the proposal “More grain” of Vermont, but its changes could not be made: 3 agreeing, 1 objecting, 0 abstaining, 2 silent. Counted after the deadline.'],
    ['a decision on it', created('proposal_decision', { answer: 'agree', version: 1, reasons: '' }, { ...vermont, proposal: 'More grain', resolution: 'We agree' }),
      'Ada submitted that Cabot agrees to the proposal “More grain” of Vermont, version 1, under the resolution “We agree”.'],
    ['an objection to it', created('proposal_decision', { answer: 'object', version: 1, reasons: 'Too much.' }, { ...vermont, proposal: 'More grain' }),
      'Ada submitted that Cabot objects to the proposal “More grain” of Vermont, version 1: “Too much”.'],
    ['a declaration', created('declaration', { round: 2 }, { ...vermont, ...year }), 'Ada confirmed that Cabot has declared all its needs for Year 2027, round 2.'],
    ['a question', created('question', { text: 'A fair?' }, { ...vermont, ...year, good: 'Bread', resolution: 'We ask' }), 'Ada asked Cabot about Bread for Year 2027: “A fair?”, under the resolution “We ask”.'],
    ['one that is withdrawn', revised('question', { text: 'A fair?' }, { text: 'A fair?', retired_at: 'x' }, { assembly: 'Cabot', ...year }, { deed: 'retire' }), 'Ada withdrew the question to Cabot about its declaration for Year 2027.'],
    ['what is answered', created('question_answer', { text: 'Yes.' }, { ...vermont }), 'Ada submitted what Cabot answers about its declaration: “Yes”.'],
    ['what was answered before', revised('question_answer', { text: 'Yes' }, { text: 'Yes', retired_at: 'x' }, { assembly: 'Cabot' }, { deed: 'retire' }), 'Ada replaced what Cabot had answered about its declaration.'],
    ['a ratification', created('plan_decision', { answer: 'ratify', ratified: ['1', '2'], round: 1, reasons: '' }, { ...vermont, ...year }), 'Ada submitted that Cabot ratifies 2 plans for Year 2027, round 1.'],
    ['of one', created('plan_decision', { answer: 'ratify', ratified: ['1'], round: 1, reasons: '' }, { ...vermont, ...year }), 'Ada submitted that Cabot ratifies a plan for Year 2027, round 1.'],
    ['an objection', created('plan_decision', { answer: 'object', ratified: [], round: 1, reasons: 'Too little bread' }, { ...vermont, ...year }),
      'Ada submitted that Cabot objects to the plans for Year 2027, round 1: “Too little bread”.'],
    ['an abstention', created('plan_decision', { answer: 'abstain', ratified: [], round: 1, reasons: '' }, { ...vermont, ...year }), 'Ada submitted that Cabot abstains on the plans for Year 2027, round 1.'],
    ['a decision that another replaces', revised('plan_decision', { round: 1 }, { round: 1 }, { assembly: 'Cabot', ...year }, { deed: 'retire' }), 'Ada replaced what Cabot had decided on the plans for Year 2027, round 1.'],
    ['an adoption', created('adoption', { round: 1 }, { assembly: undefined, ...vermont, ...year }, { acting: 'planner' }), 'The planner sealed that the assemblies of Vermont adopted a plan for Year 2027, round 1.'],
    ['a proposed merger', created('merger', {}, { into: 'Barre', resolution: 'We join them' }), 'Ada proposed to merge Cabot into Barre, under the resolution “We join them”.'],
    ['an accepted one', revised('merger', { accepted_at: null }, { accepted_at: 'x' }, { assembly: 'Cabot', into: 'Barre' }), 'Ada merged Cabot into Barre.'],
    ['a withdrawn one', revised('merger', {}, {}, { assembly: 'Cabot', into: 'Barre' }, { deed: 'retire' }), 'Ada withdrew the proposal to merge Cabot into Barre.'],
    ['what came of it', created('succession', { manner: 'merge' }, { assembly: 'Barre', predecessor: 'Cabot' }), 'Ada recorded that Cabot merged into Barre.'],
    ['what comes of a split', created('succession', { manner: 'split' }, { assembly: 'Lower Cabot', predecessor: 'Cabot' }), 'Ada recorded that Lower Cabot came out of Cabot.'],
  ])('%s', (_what, sentence, expected) => {
    expect(sentence).toBe(expected);
  });

  it('a planning cycle that is moved on, with why it was the last time', () => {
    const cycle = (row: object, moves: object[]): State => state({ planning_cycle: { name: 'Year 2027', ...row }, ...(moves.length > 0 ? { cycle_transition: moves } : {}) });
    const [first, second] = [{ at: '2026-11-22T10:00:00.000000Z', reason: '' }, { at: '2026-11-22T11:00:00.000000Z', reason: 'The mill burnt down.' }];
    expect(told({ acting: 'Ada', kind: 'planning_cycle', before: cycle({ state: 'declaring', round: 1 }, []), after: cycle({ state: 'planning', round: 1 }, [first]), names: vermont }))
      .toBe('Ada moved the planning cycle Year 2027 of Vermont from declaring to planning.');
    expect(told({ acting: 'Ada', kind: 'planning_cycle', before: cycle({ state: 'planning', round: 1 }, [first]), after: cycle({ state: 'declaring', round: 2 }, [second, first]), names: vermont }))
      .toBe('Ada moved the planning cycle Year 2027 of Vermont from planning to declaring, round 2: The mill burnt down.');
    expect(told({ acting: 'Ada', kind: 'planning_cycle', before: cycle({ state: 'adopted' }, [second]), after: cycle({ state: 'carried_out' }, [second, { at: '2027-01-01', reason: '' }]), names: vermont }))
      .toBe('Ada moved the planning cycle Year 2027 of Vermont from adopted to carried out.');
    expect(told({ acting: 'Ada', kind: 'planning_cycle', before: cycle({ state: 'proposed', declaring_until: null }, []), after: cycle({ state: 'proposed', declaring_until: '2027-01-20T10:41:27.123456Z' }, []), names: vermont }))
      .toBe('Ada revised the planning cycle Year 2027 of Vermont: declaring until from none to 2027-01-20 10:41 UTC.');
  });
});
