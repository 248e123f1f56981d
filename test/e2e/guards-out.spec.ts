import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { Scope } from '../../src/accounts/acting.js';
import { RULES, type Rule } from '../../src/accounts/rules.js';
import * as realTake from '../../src/accounts/take-mandate.js';
import * as realWho from '../../src/accounts/who-acts.js';
import { notPermitted } from '../../src/records/failures.js';
import { RecordKind } from '../../src/records/record-kind.js';
import { documentOf, mutations } from './documents.js';
import type { Api } from './graphql.js';
import type { RoleName, Scene } from './scene.js';

/**
 * Each guard of the services taken out, one at a time, is seen: what the matrix expects to be refused by name is not any more. (The database still refuses most of it, as
 * an error that nobody expects: the wall behind the guards, whose own guards are taken out in wall-guards.spec.ts.)
 */
type TakeMandate = typeof realTake.takeMandate;
type WhoActs = typeof realWho.whoActs;

/** What stands in the place of the guards at the moment. */
const present: { takeMandate: TakeMandate; whoActs: WhoActs } = { takeMandate: realTake.takeMandate, whoActs: realWho.whoActs };
jest.unstable_mockModule('../../src/accounts/take-mandate.js', () =>
  ({ ...realTake, takeMandate: (async (...given) => await present.takeMandate(...given)) satisfies TakeMandate }));
jest.unstable_mockModule('../../src/accounts/who-acts.js', () =>
  ({ ...realWho, whoActs: (async (...given) => await present.whoActs(...given)) satisfies WhoActs }));
const { startApi } = await import('./graphql.js');
const { makeScene } = await import('./scene.js');

/** Looks for a mandate as the database does, but for one of its conditions. */
const without = (condition: string): TakeMandate => async (tx: EntityManager, person, role, { assemblyId, confederationId }) => {
  const conditions = ['m.retired_at is null', 'm.from_day <= current_date', 'coalesce(m.until_day >= current_date, true)'].filter((one) => one !== condition);
  const [row] = await tx.query<{ id: string; assemblyId: string }[]>(`select m.id, m.assembly_id as "assemblyId" from mandate m where m.person_id = $1 and m.role = $2
    and ($3::uuid is null or m.assembly_id = $3) and ($4::uuid is null or m.confederation_id = $4) and ${conditions.join(' and ')} limit 1`, [person.personId, role, assemblyId ?? null, confederationId ?? null]);
  return row ? { id: row.id, role, assemblyId: row.assemblyId } : notPermitted('there is none');
};

interface Guard {
  readonly guard: string;
  readonly out: () => void;
  readonly operation: string;
  readonly role: RoleName;
}

const GUARDS: readonly Guard[] = [
  { guard: 'that the mandate is of the assembly whose record it is', operation: 'createStock', role: 'delegateOfAnother',
    out: () => { present.takeMandate = async (tx, person, role) => await realTake.takeMandate(tx, person, role, {}); } },
  { guard: 'that the mandate is of the role', operation: 'declareNeed', role: 'coordinator',
    out: () => { present.takeMandate = async (tx, person) => await realTake.takeMandate(tx, person, 'coordinator', {}); } },
  { guard: 'that the mandate was not recalled', operation: 'createLandParcel', role: 'recalled', out: () => { present.takeMandate = without('m.retired_at is null'); } },
  { guard: 'that the mandate is not over', operation: 'createEnterprise', role: 'expired', out: () => { present.takeMandate = without('coalesce(m.until_day >= current_date, true)'); } },
  { guard: 'that a need is the assembly\'s and not the council\'s', operation: 'reviseNeed', role: 'coordinator',
    out: () => { put(RecordKind.NEED, { ...RULES[RecordKind.PLAN], within: RecordKind.ASSEMBLY }); } },
  { guard: 'that a limit is shared, and not the council\'s', operation: 'retireEcologicalLimit', role: 'coordinator',
    out: () => { put(RecordKind.ECOLOGICAL_LIMIT, { ...RULES[RecordKind.ECOLOGICAL_LIMIT], domain: 'council' }); } },
  { guard: 'that a cycle is the council\'s, and not an assembly\'s', operation: 'planFor', role: 'delegateOfThis',
    out: () => { put(RecordKind.PLAN, { ...RULES[RecordKind.PLAN], domain: 'shared' }); } },
  { guard: 'that a token has the scope', operation: 'createStock', role: 'readerToken',
    out: () => { present.whoActs = async (...given) => { const acting = await realWho.whoActs(...given); return acting.as === 'person' ? { ...acting, scopes: Object.values(Scope) } : acting; }; } },
  { guard: 'that nobody acts without signing in', operation: 'createStock', role: 'anonymous',
    out: () => { present.whoActs = async (manager) => await realWho.whoActs(manager, `Bearer ${scene.who.delegateOfThis.as ?? ''}`); } },
];

const ruled = { ...RULES };
/** The table of rules is one object for everybody: while the test lasts it says something else. */
function put(kind: keyof typeof RULES, rule: Rule): void {
  Object.assign(RULES, { [kind]: rule });
}

let api: Api;
let scene: Scene;
beforeAll(async () => {
  api = await startApi();
  scene = await makeScene(api);
});
afterEach(() => {
  Object.assign(RULES, ruled);
  present.takeMandate = realTake.takeMandate;
  present.whoActs = realWho.whoActs;
});
afterAll(async () => { await api.close(); });

async function codeOf({ operation, role }: Guard): Promise<unknown> {
  const field = mutations.find(({ name }) => name === operation);
  if (!field) throw new Error(operation);
  const { query, variables } = documentOf('mutation', field, scene.ids, role);
  return (await api.ask(query, variables, scene.who[role])).data('result.failureCode');
}

describe('a guard of the services', () => {
  it.each(GUARDS)('refuses by name: $guard', async (guard) => {
    expect(await codeOf(guard)).toBe('NOT_PERMITTED');
  });

  it.each(GUARDS)('is missed where it is taken out: $guard', async (guard) => {
    guard.out();
    expect(await codeOf(guard)).not.toBe('NOT_PERMITTED');
  });
});
