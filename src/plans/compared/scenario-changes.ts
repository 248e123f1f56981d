import type { EntityManager } from 'typeorm';
import type { Shown } from '../../graphql/shown.js';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import type { ScenarioChange } from './compared.type.js';
import { ScenarioPart } from './scenario-part.js';

/**
 * In which parts two scenarios differ. Stocks and export limits have no ids: those of one good at one place and time are one. What has an order and no other meaning
 * without it (periods, tiers, objectives) is not the same where its place is not.
 */
export async function scenarioChanges(manager: EntityManager, beforeId: string, afterId: string): Promise<Shown<ScenarioChange>[]> {
  const rows = await rowsOf(manager, sql`
    with item as (
      select scenario.id as scenario_id, part.key as part, coalesce(case when part.key <> 'then' then x.value ->> 'id' end,
        case when part.key = 'then' then x.place::text else json_build_array(x.value ->> 'assembly', x.value ->> 'good', x.value ->> 'period')::text end) as key,
        string_agg(case when part.key in ('periods', 'tiers') then x.place::text else '' end || x.value::text, ' ' order by x.value::text) as content
      from scenario cross join lateral json_each(scenario.document::json) as part
      cross join lateral json_array_elements(case when part.key = any(${Object.values(ScenarioPart)}) then part.value else '[]' end) with ordinality as x(value, place)
      where scenario.id in (${beforeId}, ${afterId}) group by 1, 2, 3)
    select part, count(before.key)::integer as before, count(after.key)::integer as after,
      (count(*) filter (where after.key is null))::integer as only_before, (count(*) filter (where before.key is null))::integer as only_after,
      (count(*) filter (where before.content <> after.content))::integer as changed
    from (select * from item where scenario_id = ${beforeId}) as before full join (select * from item where scenario_id = ${afterId}) as after using (part, key) group by part`);
  const found = new Map(rows.map((row) => [String(row['part']), row]));
  return Object.values(ScenarioPart).flatMap((part): Shown<ScenarioChange>[] => {
    const row = found.get(part) ?? {};
    const number = (column: string): number => Number(row[column] ?? 0);
    const change = { part, before: number('before'), after: number('after'), onlyBefore: number('only_before'), onlyAfter: number('only_after'), changed: number('changed') };
    return change.onlyBefore + change.onlyAfter + change.changed === 0 ? [] : [change];
  });
}
