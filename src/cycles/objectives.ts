import type { EntityManager } from 'typeorm';
import { checkList } from '../commons/check-list.js';
import type { Objective, PoolKind } from '../planning/index.js';
import { Checks } from '../records/checks.js';
import type { InvalidInput } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/** What a plan can minimise, as the API names it. */
export enum ObjectiveKind {
  TONNE_KM = 'TONNE_KM',
  IMPACT = 'IMPACT',
  POOL_USE = 'POOL_USE',
}

/** The kinds of pools of a scenario, as the API names them: land is among them. */
export enum CapacityKind {
  LABOUR = 'LABOUR',
  LAND = 'LAND',
  EQUIPMENT = 'EQUIPMENT',
  OTHER = 'OTHER',
}

/** An objective as the API shows and takes it. `impact`: its code, where it is an impact. `capacityKind`: where it is the use of pools. */
export interface ObjectiveEntry {
  readonly minimise: ObjectiveKind;
  readonly impact?: string | null;
  readonly capacityKind?: CapacityKind | null;
}

const poolKinds: Readonly<Record<CapacityKind, PoolKind>> = { LABOUR: 'labour', LAND: 'land', EQUIPMENT: 'equipment', OTHER: 'other' };
const capacityKinds: Readonly<Record<PoolKind, CapacityKind>> = {
  labour: CapacityKind.LABOUR, land: CapacityKind.LAND, equipment: CapacityKind.EQUIPMENT, other: CapacityKind.OTHER,
};

export function shownObjective(objective: Objective): { minimise: ObjectiveKind; impact: string | null; capacityKind: CapacityKind | null } {
  switch (objective.minimise) {
    case 'tonne-km': return { minimise: ObjectiveKind.TONNE_KM, impact: null, capacityKind: null };
    case 'impact': return { minimise: ObjectiveKind.IMPACT, impact: objective.impact, capacityKind: null };
    case 'pool-use': return { minimise: ObjectiveKind.POOL_USE, impact: null, capacityKind: capacityKinds[objective.kind] };
  }
}

/** The objectives as a scenario has them, with a fault for each that says too little or too much. Undefined passes, null is a fault. */
export function checkedObjectives(checks: Checks, entries: readonly ObjectiveEntry[] | null | undefined): Objective[] | undefined {
  checkList(checks, 'objectives', entries, {
    least: 1, each: 'objective', once: (entry) => JSON.stringify([entry.minimise, entry.impact, entry.capacityKind]),
    entry: (entry, path) => { checkEntry(checks, entry, path); },
  });
  return entries?.flatMap((entry) => objectiveOf(entry) ?? []);
}

function checkEntry(checks: Checks, { minimise, impact, capacityKind }: ObjectiveEntry, path: string): void {
  if (minimise === ObjectiveKind.IMPACT) checks.code(`${path}.impact`, impact ?? null);
  else if (impact != null) checks.fault(`${path}.impact`, 'nothing: it is for IMPACT alone', JSON.stringify(impact));
  if (minimise === ObjectiveKind.POOL_USE) checks.given(`${path}.capacityKind`, capacityKind ?? null, 'a kind of capacity');
  else if (capacityKind != null) checks.fault(`${path}.capacityKind`, 'nothing: it is for POOL_USE alone', capacityKind);
}

function objectiveOf({ minimise, impact, capacityKind }: ObjectiveEntry): Objective | undefined {
  switch (minimise) {
    case ObjectiveKind.TONNE_KM: return { minimise: 'tonne-km' };
    case ObjectiveKind.IMPACT: return impact == null ? undefined : { minimise: 'impact', impact };
    case ObjectiveKind.POOL_USE: return capacityKind == null ? undefined : { minimise: 'pool-use', kind: poolKinds[capacityKind] };
  }
}

/** The impacts that objectives name, locked until the transaction ends. InvalidInput with each that the confederation does not have. */
export async function lockImpacts(tx: EntityManager, confederationId: string, objectives: readonly Objective[]): Promise<InvalidInput | undefined> {
  const codes = objectives.flatMap((objective) => (objective.minimise === 'impact' ? [objective.impact] : []));
  if (codes.length === 0) return undefined;
  const rows = await rowsOf(tx, sql`
    select code from impact where confederation_id = ${confederationId} and code = any(${codes}::text[]) and retired_at is null order by id for share`);
  const live = new Set(rows.map((row) => String(row['code'])));
  const checks = new Checks();
  objectives.forEach((objective, i) => {
    if (objective.minimise !== 'impact' || live.has(objective.impact)) return;
    checks.fault(`objectives.${i}.impact`, 'the code of a live impact of the confederation', JSON.stringify(objective.impact));
  });
  return checks.outcome();
}
