import type { EntityManager } from 'typeorm';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';

/**
 * The charter of the example, which is invented. Two thirds of the assemblies that agree or object, cut off and not rounded up, so that two of three are enough;
 * half of their people; half of all assemblies deciding; two weeks. Plans make small what the cycle says.
 */
export async function putCharterInForce(tx: EntityManager, confederationId: string, cycleId: string): Promise<void> {
  const text = 'Invented for the example, as everything that these assemblies are said to have agreed on.\n'
    + 'What the confederation shares changes when two thirds of the assemblies that agree or object agree, in which half of the people of these assemblies live; when half of all '
    + 'assemblies have decided; and after two weeks at the earliest, unless nobody\'s answer can change anything any more.';
  const given = await rowsOf(tx, sql`
    insert into charter (confederation_id, number, assemblies_share, people_share, quorum, decision_days, objectives, text)
    select ${confederationId}, 1, 0.666666666, 0.5, 0.5, 14, c.objectives, ${text} from planning_cycle c where c.id = ${cycleId} returning id`);
  if (given.length !== 1) throw new Error('the example has no planning cycle to take the objectives of its charter from');
}
