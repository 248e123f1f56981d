import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Declaring, declareNeed, makeDeclaring, makeMember } from './agreements.js';
import { type Api, startApi, type Who } from './graphql.js';
import { NOBODY } from './holdings.js';
import { personWith } from './persons.js';
import { FAILURE, type Made, makeGood } from './records.js';
import { listen, subscribe } from './subscription.js';

/** Barre has declared bread, which Calais and the council look at. */
let api: Api;
let vermont: Declaring;
let calais: Made;
let need: Made;
let who: Readonly<Record<'barre' | 'calais' | 'council', Who>>;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });
beforeEach(async () => {
  vermont = await makeDeclaring(api);
  const { assembly, confederation } = vermont;
  calais = await makeMember(api, confederation, 'Calais');
  need = await declareNeed(api, vermont);
  const [barre, ofCalais, council] = [
    await personWith(api, { assemblyId: assembly.id, role: 'DELEGATE' }), await personWith(api, { assemblyId: calais.id, role: 'DELEGATE' }),
    await personWith(api, { assemblyId: calais.id, role: 'COORDINATOR', confederationId: confederation.id }),
  ];
  who = { barre: barre.who, calais: ofCalais.who, council: council.who };
});

const under = (title: string, assembly?: Made) => ({ resolution: { title, decidedOn: '2026-11-20', manner: 'CONSENSUS', ...(assembly ? { assemblyId: assembly.id } : {}) } });
const QUESTION = `... on Question { __typename id version text round retiredAt askedBy { name } assembly { name } cycle { id } good { name } need { id quantity } resolution { title } mandate { role holder { name } }
  answer { text version resolution { title } mandate { role holder { name } } } } ${FAILURE}`;
async function ask(as: Who, input: object = {}, resolution?: object): Promise<Readonly<Record<string, unknown>>> {
  const answer = await api.query(`mutation($input: AskQuestion!, $under: Under) { result: askQuestion(input: $input, under: $under) { ${QUESTION} } }`,
    { input: { cycleId: vermont.cycle.id, assemblyId: vermont.assembly.id, text: 'Is it for the fair?', ...input }, under: resolution }, as);
  return answer.data('result') as Record<string, unknown>;
}
const answer = async (as: Who, questionId: unknown, text: string, title = 'We answer'): Promise<unknown> => (await api.query(
  `mutation($questionId: UUID!, $text: Text!, $under: Under!) { result: answerQuestion(questionId: $questionId, text: $text, under: $under) { ${QUESTION} } }`, { questionId, text, under: under(title) }, as)).data('result');
const withdraw = async (as: Who, seen: object, resolution?: object): Promise<unknown> => (await api.query(
  `mutation($id: UUID!, $version: Int!, $under: Under) { result: withdrawQuestion(id: $id, version: $version, under: $under) { ${QUESTION} } }`, { ...seen, under: resolution }, as)).data('result');
const asked = async (as: Who, input: object = {}, resolution?: object): Promise<{ id: string; version: number }> => {
  const question = await ask(as, input, resolution);
  if (question['__typename'] !== 'Question') throw new Error(JSON.stringify(question));
  return { id: String(question['id']), version: 1 };
};
const needs = async () => await api.database.dataSource.query<object[]>('select id, version, quantity, updated_at from need order by id');
const move = async (state: string) => await api.database.dataSource.query<object[]>("update planning_cycle set state = $2, deciding_until = now() + interval '1 day' where id = $1", [vermont.cycle.id, state]);

describe('a question', () => {
  it('is asked by a coordinator, answered by a delegate under a resolution, and read by everybody; the need stays as it is', async () => {
    const before = await needs();
    const question = await ask(who.council, { needId: need.id });
    expect(question).toMatchObject({ __typename: 'Question', version: 1, round: 1, text: 'Is it for the fair?', askedBy: null, assembly: { name: 'Barre' }, cycle: { id: vermont.cycle.id }, good: { name: 'Bread' },
      need: { id: need.id, quantity: '10' }, resolution: null, mandate: { role: 'COORDINATOR' }, answer: null });
    expect(await answer(who.barre, question['id'], 'For the school')).toMatchObject({ answer: { text: 'For the school', resolution: { title: 'We answer' }, mandate: { role: 'DELEGATE' } } });
    expect(await answer(who.barre, question['id'], 'For the school, and the fair', 'We looked again')).toMatchObject({ id: question['id'], answer: { text: 'For the school, and the fair', resolution: { title: 'We looked again' } } });
    expect(await needs()).toEqual(before);
    const read = await api.query(`query($id: UUID!) { question(id: $id) { text answer { text } } publicRecord(filter: { kinds: [QUESTION, QUESTION_ANSWER] }, first: 4, direction: DESCENDING) { nodes { sentence } } }`,
      { id: question['id'] }, { as: null });
    expect(read.data('question')).toEqual({ text: 'Is it for the fair?', answer: { text: 'For the school, and the fair' } });
    const [sentences, by] = [read.data('publicRecord.nodes') as { sentence: string }[], new RegExp('^P\\w{6} ', 'i')];
    expect(sentences.map(({ sentence }) => sentence.replace(by, '')).sort()).toEqual([
      'asked Barre about Bread for Year 2027: “Is it for the fair?”.', 'replaced what Barre had answered about its declaration, under the resolution “We looked again”.',
      'submitted what Barre answers about its declaration: “For the school, and the fair”, under the resolution “We looked again”.',
      'submitted what Barre answers about its declaration: “For the school”, under the resolution “We answer”.',
    ]);
  });

  it('is asked by another member under its resolution, about a good or about the whole', async () => {
    const apples = await makeGood(api, vermont.confederation, { name: 'Apples' });
    expect(await ask(who.calais, { goodId: apples.id, text: 'No apples?' }, under('We wonder', calais))).toMatchObject(
      { askedBy: { name: 'Calais' }, good: { name: 'Apples' }, need: null, resolution: { title: 'We wonder' }, mandate: { role: 'DELEGATE' } });
    expect(await ask(who.council)).toMatchObject({ good: null, need: null });
    // Without a resolution nobody but the council asks; and a member that it is not of, nobody's delegate is.
    expect(await ask(who.calais)).toMatchObject({ __typename: 'NotPermitted' });
    const elsewhere = await makeMember(api, (await makeDeclaring(api)).confederation, 'Athens');
    const stranger = await personWith(api, { assemblyId: elsewhere.id, role: 'DELEGATE' });
    expect(await ask(stranger.who, {}, under('We wonder', elsewhere))).toMatchObject({ __typename: 'NotPermitted' });
    expect(await ask({ as: null })).toMatchObject({ __typename: 'NotPermitted' });
  });

  it('is refused where it asks nothing, nobody, or about what is not theirs, with every fault', async () => {
    expect(await ask(who.council, { text: ' \n', needId: need.id, goodId: vermont.good.id })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'text' }, { path: 'goodId' }] });
    expect(await ask(who.council, { assemblyId: calais.id, needId: need.id })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'needId', came: 'one of another' }] });
    const elsewhere = await makeDeclaring(api);
    expect(await ask(who.council, { assemblyId: elsewhere.assembly.id })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId' }] });
    expect(await ask(who.council, { goodId: elsewhere.good.id })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'goodId' }] });
    expect(await ask(who.council, { cycleId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'PLANNING_CYCLE' });
    expect(await ask(who.council, { needId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'NEED' });
    await api.query('mutation($id: UUID!) { withdrawNeed(id: $id, version: 1) { __typename } }', need);
    expect(await ask(who.council, { needId: need.id })).toMatchObject({ __typename: 'Retired', recordKind: 'NEED' });
  });

  it('is answered by the assembly that is asked alone, until what it declared is decided on', async () => {
    const { id } = await asked(who.council);
    expect(await answer(who.calais, id, 'It is')).toMatchObject({ __typename: 'NotPermitted' });
    expect(await answer(who.council, id, 'It is')).toMatchObject({ __typename: 'NotPermitted' });
    expect(await answer(who.barre, id, ' ')).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'text' }] });
    expect(await answer(who.barre, NOBODY.id, 'It is')).toMatchObject({ __typename: 'NotFound', recordKind: 'QUESTION' });
    await move('deciding');
    expect(await ask(who.council)).toMatchObject({ __typename: 'WrongState', currentState: 'DECIDING' });
    expect(await answer(who.barre, id, 'It is')).toMatchObject({ answer: { text: 'It is' } });
    await move('adopted');
    expect(await answer(who.barre, id, 'It is not')).toMatchObject({ __typename: 'WrongState', currentState: 'ADOPTED' });
  });

  it('has one answer, though two come in the same moment', async () => {
    const { id } = await asked(who.council);
    const texts = Array.from({ length: 6 }, (_, i) => `Answer ${i}`);
    const results = await Promise.all(texts.map(async (text) => await answer(who.barre, id, text)));
    expect(results.map((result) => (result as { __typename: string }).__typename)).toEqual(texts.map(() => 'Question'));
    const rows = await api.database.dataSource.query<{ live: boolean }[]>('select retired_at is null as live from question_answer where question_id = $1', [id]);
    expect([rows.length, rows.filter(({ live }) => live).length]).toEqual([6, 1]);
  });

  it('is withdrawn by those who asked it, and stays to be read with its answer', async () => {
    const [ofCouncil, ofCalais] = [await asked(who.council), await asked(who.calais, {}, under('We wonder', calais))];
    expect(await withdraw(who.calais, ofCouncil, under('No more', calais))).toMatchObject({ __typename: 'NotPermitted', message: expect.stringContaining('Only those who asked') });
    expect(await withdraw(who.council, ofCalais)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await withdraw(who.barre, ofCouncil, under('Away with it', vermont.assembly))).toMatchObject({ __typename: 'NotPermitted' });
    await answer(who.barre, ofCouncil.id, 'It is');
    expect(await withdraw(who.council, { ...ofCouncil, version: 2 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await withdraw(who.council, ofCouncil)).toMatchObject({ version: 2, retiredAt: expect.any(String), answer: { text: 'It is' } });
    expect(await withdraw(who.council, { ...ofCouncil, version: 2 })).toMatchObject({ __typename: 'Retired' });
    expect(await answer(who.barre, ofCouncil.id, 'It is not')).toMatchObject({ __typename: 'Retired', recordKind: 'QUESTION' });
    expect(await withdraw(who.calais, ofCalais, under('We know', calais))).toMatchObject({ version: 2 });
    expect(await withdraw(who.council, NOBODY)).toMatchObject({ __typename: 'NotFound' });
  });

  it('is told to those who follow the cycle', async () => {
    const following = await subscribe(await listen(api), 'subscription($id: UUID!) { planningCycleChanged(id: $id) { questions { nodes { text answer { text } } } } }', { id: vermont.cycle.id });
    const told = async (...nodes: object[]): Promise<void> => {
      const last = () => following.data.at(-1);
      for (let tries = 0; tries < 200 && JSON.stringify(last()) !== JSON.stringify({ planningCycleChanged: { questions: { nodes } } }); tries++) await sleep(20);
      expect(last()).toEqual({ planningCycleChanged: { questions: { nodes } } });
    };
    await told();
    const question = await asked(who.council);
    await told({ text: 'Is it for the fair?', answer: null });
    await answer(who.barre, question.id, 'It is');
    await told({ text: 'Is it for the fair?', answer: { text: 'It is' } });
    await withdraw(who.council, question);
    await told();
    await following.stop();
  });
});

describe('lists of questions', () => {
  const list = async (filter: string) => (await api.query(`query($id: UUID!) { planningCycle(id: $id) { questions(filter: { ${filter} }) { nodes { text } } } }`, vermont.cycle)).data('planningCycle.questions.nodes');
  const texts = (...of: string[]) => of.map((text) => ({ text }));

  it('show what the filter says, sorted, page by page, of a cycle and of an assembly', async () => {
    const first = await asked(who.council, { text: 'One', needId: need.id });
    await asked(who.council, { text: 'Two', assemblyId: calais.id, goodId: vermont.good.id });
    const third = await asked(who.council, { text: 'Three' });
    await answer(who.barre, first.id, 'Yes');
    expect(await list('')).toEqual(texts('One', 'Two', 'Three'));
    expect(await list('answered: true')).toEqual(texts('One'));
    expect(await list('answered: false')).toEqual(texts('Two', 'Three'));
    expect(await list(`goodIds: ["${vermont.good.id}"]`)).toEqual(texts('One', 'Two'));
    expect(await list(`assemblyIds: ["${calais.id}"]`)).toEqual(texts('Two'));
    expect(await list('search: "cala"')).toEqual(texts('Two'));
    expect(await list('search: "THRE"')).toEqual(texts('Three'));
    await withdraw(who.council, third);
    expect(await list('')).toEqual(texts('One', 'Two'));
    expect(await list('retired: RETIRED')).toEqual(texts('Three'));
    const ofBarre = await api.query('query($id: UUID!) { assembly(id: $id) { questions(filter: { retired: ALL }, sortBy: ASSEMBLY, first: 1) { totalCount pageInfo { hasNextPage } nodes { assembly { name } } } } }', vermont.assembly);
    expect(ofBarre.data('assembly.questions')).toEqual({ totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ assembly: { name: 'Barre' } }] });
  });

  it('take as many statements for many as for one', async () => {
    const everything = async () => await api.query(`query($id: UUID!) { planningCycle(id: $id) { questions { nodes { text askedBy { name } assembly { name questions { nodes { text } } } cycle { name } need { quantity } good { name } resolution { title }
      mandate { holder { name } } answer { text resolution { title } mandate { holder { name } } } } } } }`, vermont.cycle);
    const ask1 = await asked(who.calais, { needId: need.id }, under('We wonder', calais));
    await answer(who.barre, ask1.id, 'Yes');
    const one = await api.statements(everything);
    for (const assemblyId of [calais.id, vermont.assembly.id]) await asked(who.council, { assemblyId });
    await answer(who.barre, (await asked(who.calais, { goodId: vermont.good.id }, under('And again', calais))).id, 'Yes');
    expect(await api.statements(everything)).toBe(one);
  });
});
