import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, MIGRATIONS } from '../../src/database/migrations.js';
import { emptyDatabase, type TestDatabase } from './database.js';

/** Ids of rows that stand for what a plan names, all in one shape. */
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [confederation, cycle, plan, vital, further, a, b] = [1, 2, 3, 4, 5, 6, 7].map(id);

describe('plans from before 0003-reasons', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await emptyDatabase();
    folder = mkdtempSync(join(tmpdir(), 'before-reasons-'));
    for (const file of ['0001-records.sql', '0002-plans.sql']) cpSync(join(MIGRATIONS, file), join(folder, file));
    await migrate(database.url, folder);
    // In one connection: only what the step reads is there, what refers to more is not checked.
    await database.dataSource.query(`
      set session_replication_role = replica;
      insert into planning_cycle (id, confederation_id, code, name) values ('${cycle}', '${confederation}', 'year', 'Year');
      insert into tier (id, confederation_id, code, name, position) values ('${further}', '${confederation}', 'further', 'Further', 2), ('${vital}', '${confederation}', 'vital', 'Vital', 1);
      insert into plan (id, cycle_id, scenario_id, need_ids, needs) values ('${plan}', '${cycle}', '${id(9)}', '{}', 0);
      insert into plan_shortfall (plan_id, position, tier_id, level, needs) values ('${plan}', 0, '${vital}', 0.5, 2), ('${plan}', 1, '${vital}', 0.4, 3), ('${plan}', 2, '${further}', 0, 9);
      insert into plan_bottleneck (plan_id, shortfall, position, kind, name, unit, assembly_ids, periods, constraints, per_unit, weight) values
        ('${plan}', 0, 0, 'stock', 'Grain', 't', '{${a}}', '{winter}', 1, 0.1, 1), ('${plan}', 0, 1, 'route', 'A – B', 't', '{}', '{winter}', 1, 0.1, 1),
        ('${plan}', 1, 0, 'labour', 'Bakers', 'h', '{${a}}', '{winter}', 1, 0.1, 1),
        ('${plan}', 2, 0, 'stock', 'Grain', 't', '{${a},${b}}', '{spring}', 2, 0.1, 1), ('${plan}', 2, 1, 'nothing', 'Tea', 'kg', '{${b}}', '{spring}', 1, 0.1, 0);
      set session_replication_role = origin;`);
    await migrate(database.url);
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('have what holds needs down ranked, without amounts', async () => {
    const rows: unknown = await database.dataSource.query(`
      select s.position, s.name, array(select unnest(s.assembly_ids) order by 1) as places, array(select unnest(s.periods) order by 1) as periods, s.amount, s.used,
        array(select tier.code || ' ' || t.needs || ' ' || t.least_level from plan_scarcity_tier t join tier on tier.id = t.tier_id where t.plan_id = s.plan_id and t.scarcity = s.position order by tier.position) as tiers
      from plan_scarcity s order by s.position`);
    const without = { amount: null, used: null };
    expect(rows).toEqual([
      { position: 0, name: 'Bakers', places: [a], periods: ['winter'], tiers: ['vital 3 0.4'], ...without },
      { position: 1, name: 'Grain', places: [a, b], periods: ['spring', 'winter'], tiers: ['vital 2 0.5', 'further 9 0'], ...without },
      { position: 2, name: 'A – B', places: [], periods: ['winter'], tiers: ['vital 2 0.5'], ...without },
      { position: 3, name: 'Tea', places: [b], periods: ['spring'], tiers: ['further 9 0'], ...without },
    ]);
  });

  it('cannot be changed', async () => {
    await expect(database.dataSource.query('delete from plan_scarcity')).rejects.toThrow();
    await expect(database.dataSource.query('update plan_scarcity_tier set needs = 1')).rejects.toThrow();
  });
});
