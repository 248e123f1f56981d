import { operator } from '../accounts/acting.js';
import { actIn } from '../audit/act-in.js';
import { StartFault } from '../config/start-fault.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { onDatabase } from './on-database.js';
import type { Stage } from './run-command.js';

/**
 * `confed recall MANDATE`: ends a mandate at the word of the assembly that gave it, where nobody is left who could submit that: the only delegate does not
 * submit their own recall, or has no way to sign in any more. Written down, with a resolution that says so; the council then invites the assembly anew.
 * @throws StartFault where there is no such mandate, or it was recalled before
 */
export async function recall(mandateId: string, stage: Stage): Promise<void> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(mandateId)) throw new StartFault(`expected the id of a mandate, got ${JSON.stringify(mandateId)}`);
  await onDatabase(stage, async (data) => {
    await data.transaction(async (tx) => {
      await actIn(tx, operator);
      const [recalled] = await rowsOf(tx, sql`
        with resolved as (
          insert into resolution (assembly_id, title, text, decided_on, manner)
          select assembly_id, 'A mandate recalled where the program is run', 'At the word of the assembly, for which nobody else could submit it.', current_date, 'consensus'
          from mandate where id = ${mandateId} and retired_at is null returning id)
        update mandate m set retired_at = now(), recalled_by_id = resolved.id, version = m.version + 1, updated_at = now()
        from resolved where m.id = ${mandateId} and m.retired_at is null
        returning (select name from person where id = m.person_id) as person, (select name from assembly where id = m.assembly_id) as assembly, m.role`);
      if (!recalled) throw new StartFault(`there is no mandate ${mandateId} that was not recalled before`);
      stage.print(`Recalled: ${String(recalled['person'])} is no ${String(recalled['role'])} of ${String(recalled['assembly'])} any more. It is in the public record.`);
    });
  });
}
