import { type Sql, sql } from '../records/sql.js';

/**
 * The condition that an assembly has declared in the present round of a cycle, which has the alias `c`: it confirmed that it has, or
 * a need of it stands. When a cycle comes back to declaring, the needs of the round before stand, and count once the assembly has looked
 * at them: revised one, declared another, or confirmed them.
 */
export function hasDeclared(assembly: Sql): Sql {
  return sql`(
    exists (select from declaration d where d.cycle_id = c.id and d.round = c.round and d.assembly_id = ${assembly} and d.retired_at is null)
    or exists (select from need n where n.cycle_id = c.id and n.assembly_id = ${assembly} and n.retired_at is null and n.updated_at
      >= coalesce((select max(t.at) from cycle_transition t where t.cycle_id = c.id and t.to_state = 'declaring'), '-infinity')))`;
}
