import type { EntityManager } from 'typeorm';
import { type Failure, notPermitted } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import type { Person } from './acting.js';

/** The mandate that somebody acts by. */
export interface Mandated {
  readonly id: string;
  readonly role: Role;
  /** The assembly that gave it. */
  readonly assemblyId: string;
}

export type Role = 'delegate' | 'coordinator';

/** For whom: an assembly or a confederation; neither: anybody. */
export interface ForWhom {
  readonly assemblyId?: string | undefined;
  readonly confederationId?: string | undefined;
}

/**
 * The mandate of a person that holds now, locked until the transaction ends: a recall waits for it, and whoever comes after a recall finds none.
 * NotPermitted, with the reason, where there is none; or several for different assemblies, and nobody says which.
 */
export async function takeMandate(tx: EntityManager, person: Person, role: Role, forWhom: ForWhom): Promise<Mandated | Failure> {
  const { assemblyId, confederationId } = forWhom;
  const rows = await rowsOf(tx, sql`select id, assembly_id as "assemblyId" from take_mandate(${person.personId}, ${role}, ${assemblyId ?? null}, ${confederationId ?? null})`);
  const [first] = rows;
  if (first === undefined) return await whyNone(tx, person, role, forWhom);
  if (person.under && assemblyId === undefined && new Set(rows.map((row) => row['assemblyId'])).size > 1) {
    return notPermitted('You have mandates of several assemblies: say in under.resolution.assemblyId which of them decided.');
  }
  return { id: String(first['id']), role, assemblyId: String(first['assemblyId']) };
}

async function whyNone(tx: EntityManager, person: Person, role: Role, { assemblyId, confederationId }: ForWhom): Promise<Failure> {
  const [row] = await rowsOf(tx, sql`
    select coalesce((select name from assembly where id = ${assemblyId ?? null}), (select name from confederation where id = ${confederationId ?? null})) as name,
      m.id, m.retired_at is not null as recalled, m.from_day > (now() at time zone 'UTC')::date as early, m.from_day::text as "from", m.until_day::text as "until"
    from (values (1)) as one left join lateral (
      select * from mandate m where m.person_id = ${person.personId} and m.role = ${role} and (${assemblyId ?? null}::uuid is null or m.assembly_id = ${assemblyId ?? null})
        and (${confederationId ?? null}::uuid is null or m.confederation_id = ${confederationId ?? null})
      order by m.created_at desc limit 1) as m on true`);
  const whom = typeof row?.['name'] === 'string' ? ` ${row['name']}` : role === 'delegate' ? ' an assembly' : ' a confederation';
  const ofWhom = role === 'delegate' ? `a delegate of${whom}` : `a coordinator of${whom}`;
  const only = `Only ${ofWhom} may do this`;
  if (row?.['id'] == null) return notPermitted(`${only}: you have no such mandate.`);
  if (row['recalled'] === true) return notPermitted(`${only}: your mandate was recalled.`);
  if (row['early'] === true) return notPermitted(`${only}: your mandate begins on ${String(row['from'])}.`);
  if (typeof row['until'] === 'string') return notPermitted(`${only}: your mandate ended on ${row['until']}.`);
  return notPermitted(`${only}: the assembly that gave you your mandate is no member any more.`);
}

/** The assembly by whose mandate the transaction acts; null where none does. */
export async function actingAssembly(tx: EntityManager): Promise<string | null> {
  const [row] = await rowsOf(tx, sql`select assembly_id as id from mandate where id = acting_mandate()`);
  return row ? String(row['id']) : null;
}
