import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase, type TestDatabase } from './database.js';

let database: TestDatabase;
beforeAll(async () => { database = await freshDatabase(); });
afterAll(async () => { await database.close(); });

type Answer = 'agree' | 'object' | 'abstain' | 'silent';
interface Member { readonly population: number | null; readonly answer: Answer }
/** Shares as decimal strings, as a charter has them. */
interface Rules { readonly assemblies: string; readonly people: string | null; readonly quorum: string }
interface Count {
  readonly members: number; readonly agreeing: number; readonly objecting: number; readonly abstaining: number; readonly silent: number;
  readonly people: string; readonly people_agreeing: string; readonly people_objecting: string; readonly quorum_met: boolean; readonly outcome: string;
}

const NINE = 1_000_000_000n;
/** A share in billionths: exact. */
function billionths(share: string): bigint {
  const [whole = '0', digits = ''] = share.split('.');
  return BigInt(whole) * NINE + BigInt(digits.padEnd(9, '0'));
}
const people = (members: readonly Member[]): bigint => members.reduce((sum, member) => sum + BigInt(member.population ?? 0), 0n);
const answering = (members: readonly Member[], answer: Answer) => members.filter((member) => member.answer === answer);

function quorumMet(members: readonly Member[], rules: Rules | undefined): boolean {
  const decided = members.length - answering(members, 'silent').length;
  if (!rules) return members.length > 0 && decided === members.length;
  return BigInt(decided) * NINE >= billionths(rules.quorum) * BigInt(members.length);
}

/** Whether it is agreed when nobody can answer any more: the definition. */
function agreed(members: readonly Member[], rules: Rules | undefined): boolean {
  const [agree, object] = [answering(members, 'agree'), answering(members, 'object')];
  if (!rules) return members.length > 0 && agree.length === members.length;
  const holds = (share: string, forIt: bigint, against: bigint) => forIt > 0n && forIt * NINE >= billionths(share) * (forIt + against);
  return quorumMet(members, rules)
    && holds(rules.assemblies, BigInt(agree.length), BigInt(object.length))
    && (rules.people === null || holds(rules.people, people(agree), people(object)));
}

/** Every way in which those who are silent may still answer, or not. */
function completions(members: readonly Member[]): Member[][] {
  return members.reduce<Member[][]>((all, member) => all.flatMap((begun) =>
    (member.answer === 'silent' ? (['agree', 'object', 'abstain', 'silent'] as const) : [member.answer]).map((answer) => [...begun, { ...member, answer }])), [[]]);
}

function expected(members: readonly Member[], rules: Rules | undefined, over: boolean): Count {
  const ends = over ? [agreed(members, rules)] : completions(members).map((end) => agreed(end, rules));
  const many = (answer: Answer) => answering(members, answer).length;
  return {
    members: members.length, agreeing: many('agree'), objecting: many('object'), abstaining: many('abstain'), silent: many('silent'),
    people: String(people(members)), people_agreeing: String(people(answering(members, 'agree'))), people_objecting: String(people(answering(members, 'object'))),
    quorum_met: quorumMet(members, rules),
    outcome: ends.every((end) => end) ? 'agreed' : ends.some((end) => end) ? 'open' : 'refused',
  };
}

let made = 0;
interface Confederation { readonly id: string; readonly ids: Readonly<Record<Answer, readonly string[]>> }

async function confederationOf(members: readonly Member[], rules: Rules | undefined): Promise<Confederation> {
  const code = `c${++made}`;
  const [row] = await database.dataSource.query<{ id: string }[]>(`insert into confederation (code, name) values ($1, 'C') returning id`, [code]);
  const id = row?.id ?? '';
  const assemblies = await database.dataSource.query<{ id: string; code: string }[]>(`with made as (
      insert into assembly (code, name, population) select $1::text || '-' || place, 'A', population from unnest($2::int[]) with ordinality as t(population, place) returning id, code)
    , joined as (insert into membership (confederation_id, assembly_id, since) select $3::uuid, id, '2026-01-01' from made)
    select id, code from made`, [code, members.map((member) => member.population), id]);
  const byPlace = new Map(assemblies.map((assembly) => [assembly.code, assembly.id]));
  if (rules) {
    await database.dataSource.query('insert into charter (confederation_id, number, assemblies_share, people_share, quorum, decision_days) values ($1, 1, $2, $3, $4, 14)',
      [id, rules.assemblies, rules.people, rules.quorum]);
  }
  const of = (answer: Answer) => members.flatMap((member, i) => (member.answer === answer ? [byPlace.get(`${code}-${i + 1}`) ?? ''] : []));
  return { id, ids: { agree: of('agree'), object: of('object'), abstain: of('abstain'), silent: of('silent') } };
}

async function tally({ id, ids }: Confederation, over: boolean): Promise<Count> {
  const [count] = await database.dataSource.query<Count[]>('select * from tally($1, $2, $3, $4, $5)', [id, ids.agree, ids.object, ids.abstain, over]);
  if (!count) throw new Error('tally gave no row');
  return count;
}

const outcomes = async (answers: string, rules: Rules | undefined, populations: readonly (number | null)[] = []) => {
  const words: Readonly<Record<string, Answer>> = { a: 'agree', o: 'object', b: 'abstain', '-': 'silent' };
  const confederation = await confederationOf(answers.split('').map((letter, i) => ({ answer: words[letter] ?? 'silent', population: populations[i] ?? null })), rules);
  return [(await tally(confederation, false)).outcome, (await tally(confederation, true)).outcome];
};

describe('the count', () => {
  it('is what its definition says, whatever the members answer and the charter asks', async () => {
    const share = fc.oneof(fc.constantFrom('0.5', '1', '0.666666666', '0.666666667', '0.333333333', '0.6', '0.75', '0.2'),
      fc.integer({ min: 1, max: 1_000_000_000 }).map((n) => (n === 1_000_000_000 ? '1' : `0.${String(n).padStart(9, '0')}`)));
    const member = fc.record({
      population: fc.oneof(fc.constant(null), fc.constantFrom(0, 1, 2, 3, 4), fc.integer({ min: 0, max: 2_147_483_647 })),
      answer: fc.constantFrom<Answer>('agree', 'agree', 'object', 'abstain', 'silent'),
    });
    const rules = fc.option(fc.record({ assemblies: share, people: fc.option(share), quorum: fc.oneof(share, fc.constant('0')) }), { nil: undefined, freq: 6 });
    await fc.assert(fc.asyncProperty(fc.array(member, { maxLength: 6 }), rules, async (members, charter) => {
      const confederation = await confederationOf(members, charter);
      for (const over of [false, true]) expect(await tally(confederation, over)).toEqual(expected(members, charter, over));
    }), { numRuns: 300 });
  });

  it('is met at exactly the share, and not a billionth below', async () => {
    const twoThirds = { assemblies: '0.666666666', people: null, quorum: '0' };
    expect(await outcomes('aao', twoThirds)).toEqual(['agreed', 'agreed']);
    expect(await outcomes('aao', { ...twoThirds, assemblies: '0.666666667' })).toEqual(['refused', 'refused']);
    expect(await outcomes('aaaaaaooo', { ...twoThirds, assemblies: '0.6' })).toEqual(['agreed', 'agreed']);
    expect(await outcomes('aaaooooooo', { ...twoThirds, assemblies: '0.3' })).toEqual(['agreed', 'agreed']);
    expect(await outcomes('ao', { assemblies: '0.5', people: '0.1', quorum: '1' }, [1, 9])).toEqual(['agreed', 'agreed']);
    expect(await outcomes('ao', { assemblies: '0.5', people: '0.100000001', quorum: '1' }, [1, 9])).toEqual(['refused', 'refused']);
    expect(await outcomes('a----', { assemblies: '0.5', people: null, quorum: '0.2' })).toEqual(['open', 'agreed']);
    expect(await outcomes('a----', { assemblies: '0.5', people: null, quorum: '0.200000001' })).toEqual(['open', 'refused']);
  });

  it('is open while nobody decided, and refused when nobody did', async () => {
    expect(await outcomes('---', { assemblies: '0.5', people: null, quorum: '0' })).toEqual(['open', 'refused']);
    expect(await outcomes('bbb', { assemblies: '0.5', people: null, quorum: '1' })).toEqual(['refused', 'refused']);
    expect(await outcomes('', { assemblies: '0.5', people: null, quorum: '0' })).toEqual(['refused', 'refused']);
  });

  it('counts who abstains for the quorum and not for the share', async () => {
    const half = { assemblies: '0.5', people: null, quorum: '1' };
    expect(await outcomes('abbbbb', half)).toEqual(['agreed', 'agreed']);
    expect(await outcomes('abbbb-', half)).toEqual(['open', 'refused']);
  });

  it('finds no people agreeing where nobody has a population', async () => {
    expect(await outcomes('aaa', { assemblies: '0.5', people: '0.5', quorum: '0.5' })).toEqual(['refused', 'refused']);
    expect(await outcomes('aa-', { assemblies: '0.5', people: '0.5', quorum: '0.5' }, [null, null, 1])).toEqual(['open', 'refused']);
    expect(await outcomes('aaa', { assemblies: '0.5', people: null, quorum: '0.5' })).toEqual(['agreed', 'agreed']);
  });

  it('is certain before the deadline only when the silent cannot change it', async () => {
    const half = { assemblies: '0.5', people: null, quorum: '0.5' };
    expect(await outcomes('aa--', half)).toEqual(['agreed', 'agreed']);
    expect(await outcomes('aa---', half)).toEqual(['open', 'refused']);
    expect(await outcomes('ooo--', half)).toEqual(['refused', 'refused']);
    expect(await outcomes('oo--', half)).toEqual(['open', 'refused']);
    expect(await outcomes('aa-', { ...half, people: '0.5' }, [10, 10, 30])).toEqual(['open', 'agreed']);
  });

  it('asks for every member before there is a charter', async () => {
    expect(await outcomes('aaa', undefined)).toEqual(['agreed', 'agreed']);
    expect(await outcomes('aa-', undefined)).toEqual(['open', 'refused']);
    expect(await outcomes('aab', undefined)).toEqual(['refused', 'refused']);
    expect(await outcomes('a-o', undefined)).toEqual(['refused', 'refused']);
    expect(await outcomes('', undefined)).toEqual(['refused', 'refused']);
  });

  it('is under the latest charter, of the members of the moment, each counted once', async () => {
    const confederation = await confederationOf(
      [{ population: 5, answer: 'agree' }, { population: 7, answer: 'agree' }, { population: 11, answer: 'object' }], { assemblies: '0.6', people: null, quorum: '0' });
    expect(await tally(confederation, true)).toMatchObject({ outcome: 'agreed', people: '23', people_agreeing: '12', people_objecting: '11' });
    await database.dataSource.query('insert into charter (confederation_id, number, assemblies_share, quorum, decision_days) values ($1, 2, 1, 0, 14)', [confederation.id]);
    expect(await tally(confederation, true)).toMatchObject({ outcome: 'refused' });
    await database.dataSource.query('update membership set retired_at = now() where assembly_id = any($1)', [confederation.ids.object]);
    expect(await tally(confederation, true)).toMatchObject({ outcome: 'agreed', members: 2, objecting: 0, people: '12' });
    const [first = '', second = ''] = confederation.ids.agree;
    const twice = { ...confederation.ids, agree: [first, first, second], object: [second], abstain: [second] };
    expect(await tally({ ...confederation, ids: twice }, true)).toMatchObject({ agreeing: 1, objecting: 1, abstaining: 0, silent: 0, outcome: 'refused' });
  });
});

describe('charters', () => {
  it('are appended and never changed', async () => {
    await confederationOf([], { assemblies: '0.5', people: null, quorum: '0.5' });
    await expect(database.dataSource.query('update charter set quorum = 1')).rejects.toThrow('never changed');
    await expect(database.dataSource.query('delete from charter')).rejects.toThrow('never changed');
  });

  it('have shares above 0 and at most 1', async () => {
    const refused = async (assemblies: string, share: string | null) => {
      await expect(confederationOf([], { assemblies, people: share, quorum: '0.5' })).rejects.toThrow('check');
    };
    await refused('0', null);
    await refused('1.1', null);
    await refused('0.5', '0');
    await refused('NaN', null);
  });
});
