import type { DataSource } from 'typeorm';
import { operator } from '../accounts/acting.js';
import { newLink } from '../accounts/links.js';
import { checkPersonName } from '../accounts/person-name.js';
import { actIn } from '../audit/act-in.js';
import { StartFault } from '../config/start-fault.js';
import { Checks } from '../records/checks.js';
import { slug } from '../records/code.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { baseOf } from './link.js';
import { onDatabase } from './on-database.js';
import type { Stage } from './run-command.js';

/**
 * `confed begin "Barre" "Ada"`: in a database in which nobody holds a mandate, writes down a first assembly and its first delegate, and prints the delegate's one-time
 * link. Everybody after that is given a mandate by an assembly, or invited; it is the one mandate that no assembly's own hand has written.
 * @throws StartFault where somebody holds a mandate already, or a name is none
 */
export async function begin(assembly: string, person: string, stage: Stage): Promise<void> {
  const checks = new Checks();
  checks.name('assembly', assembly);
  checkPersonName(checks, 'person', person);
  const invalid = checks.outcome();
  if (invalid) throw new StartFault(invalid.faults.map(({ path, expected, came }) => `${path}: expected ${expected}, got ${came}`).join('\n'));
  await onDatabase(stage, async (data, { host, port }) => {
    const secret = await firstAssembly(data, assembly, person);
    stage.print(`${assembly} has a delegate, ${person}, who signs in by this link once the service runs (confed serve):`);
    stage.print(`Begin here  ${baseOf(host, port)}/begin#${secret}`);
  });
}

/** @returns the secret of the delegate's link */
async function firstAssembly(data: DataSource, assembly: string, person: string): Promise<string> {
  return await data.transaction(async (tx) => {
    await actIn(tx, operator);
    // Two at once take turns, and the second finds somebody there.
    await rowsOf(tx, sql`lock table mandate in share row exclusive mode`);
    const [held] = await rowsOf(tx, sql`select from mandate m where holds(m) limit 1`);
    if (held) throw new StartFault('there are mandates already that hold: further ones are given by assemblies, and assemblies without a delegate are invited by the council of a confederation');
    const [row] = await rowsOf(tx, sql`
      with first as (insert into assembly (code, name) values (${slug(assembly, 'assembly')}, ${assembly}) returning id),
      resolved as (
        insert into resolution (assembly_id, title, text, decided_on, manner)
        select id, 'Our first delegate', 'Written down where the program was set up, before anybody could sign in.', current_date, 'consensus' from first returning id, assembly_id),
      somebody as (insert into person (name) values (${person}) returning id),
      given as (
        insert into mandate (role, person_id, assembly_id, from_day, resolution_id)
        select 'delegate', somebody.id, resolved.assembly_id, current_date, resolved.id from resolved, somebody)
      select id from somebody`);
    return await newLink(tx, String(row?.['id']));
  });
}
