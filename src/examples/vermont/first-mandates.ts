import type { EntityManager } from 'typeorm';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';

/** The town whose assembly sends the first person, as its delegate and to the council. */
const TOWN = 'montpelier';

/**
 * What lets somebody begin with the example: an invented resolution of the assembly of Montpelier, which makes its first person its delegate, and a coordinator of the
 * confederation. Everybody else is invited by them.
 */
export async function giveFirstMandates(tx: EntityManager, personId: string, confederationId: string): Promise<void> {
  const given = await rowsOf(tx, sql`
    with town as (select id from assembly where code = ${TOWN}),
    resolved as (
      insert into resolution (assembly_id, title, text, decided_on, manner)
      select id, 'Somebody to begin with', 'Invented for the example: whoever opens the first link is our delegate, and serves on the council.', current_date, 'consensus' from town
      returning id, assembly_id)
    insert into mandate (role, person_id, assembly_id, confederation_id, from_day, resolution_id)
    select role, ${personId}::uuid, assembly_id, case role when 'coordinator' then ${confederationId}::uuid end, current_date, id
    from resolved cross join unnest('{delegate, coordinator}'::text[]) as role returning id`);
  if (given.length !== 2) throw new Error(`the example has no assembly ${TOWN}`);
}
