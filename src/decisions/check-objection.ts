import type { EntityManager } from 'typeorm';
import { checkList } from '../commons/check-list.js';
import type { PlanningCycleRow } from '../cycles/planning-cycle.entity.js';
import { Checks } from '../records/checks.js';
import type { Failure } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import type { ObjectionEntry, ObjectionLimitEntry, ObjectionNeedEntry } from './plan-decision.input.js';

const MOST_NEEDS = 1000;
const MOST_PLANS = 100;

/** An assembly's answer, as it is given. */
export interface Answer {
  readonly cycleId: string;
  readonly assemblyId: string;
  /** In the order of preference; none: it objects, or abstains. */
  readonly ratify: readonly string[];
  readonly objection?: ObjectionEntry | null | undefined;
}

/** What is wrong with an answer by itself, whatever it names. */
export function checkAnswer(checks: Checks, { ratify, objection }: Answer): void {
  checkList(checks, 'ratify', ratify, { least: 0, most: MOST_PLANS, each: 'plan', once: (id) => id });
  if (!objection) return;
  if (ratify.length > 0) checks.fault('objection', 'nothing where plans are ratified: an objection is to all of them', 'an objection');
  checks.text('objection.reasons', objection.reasons);
  if (objection.reasons.trim() === '') checks.fault('objection.reasons', 'the reasons of the assembly', 'nothing');
  checkList(checks, 'objection.needs', objection.needs ?? undefined, {
    least: 0, most: MOST_NEEDS, each: 'need', once: ({ needId }) => needId, entry: (need, path) => { checkChange(checks, need, path); },
  });
  checkList(checks, 'objection.limits', objection.limits ?? undefined, {
    least: 0, each: 'limit', once: (limit) => limit.ecologicalLimitId, entry: (limit, path) => { checks.quantity(`${path}.quantity`, limit.quantity); },
  });
}

function checkChange(checks: Checks, { quantity, withdraw }: ObjectionNeedEntry, path: string): void {
  checks.quantityAboveZero(`${path}.quantity`, quantity ?? undefined);
  if ((quantity != null) === (withdraw === true)) checks.fault(path, 'a quantity, or that the need is withdrawn', quantity == null ? 'neither' : 'both');
}

/** A fault for everything that the answer names and cannot. Three statements at most. */
export async function checkNamed(tx: EntityManager, cycle: PlanningCycleRow, { assemblyId, ratify, objection }: Answer): Promise<Failure | undefined> {
  const checks = new Checks();
  await checkPlans(tx, checks, cycle, ratify);
  await checkNeeds(tx, checks, cycle, assemblyId, objection?.needs ?? []);
  await checkLimits(tx, checks, cycle, objection?.limits ?? []);
  return checks.outcome();
}

async function checkPlans(tx: EntityManager, checks: Checks, { id, round }: PlanningCycleRow, ratify: readonly string[]): Promise<void> {
  if (ratify.length === 0) return;
  const rows = await rowsOf(tx, sql`select plan_id as id from proposed_plan where cycle_id = ${id} and round = ${round} and withdrawn_at is null`);
  const proposed = new Set(rows.map((row) => String(row['id'])));
  ratify.forEach((planId, i) => { if (!proposed.has(planId)) checks.fault(`ratify.${i}`, 'a plan that is proposed in this round', planId); });
}

async function checkNeeds(tx: EntityManager, checks: Checks, cycle: PlanningCycleRow, assemblyId: string, needs: readonly ObjectionNeedEntry[]): Promise<void> {
  if (needs.length === 0) return;
  const rows = await rowsOf(tx, sql`
    select id, version from need where id = any(${needs.map(({ needId }) => needId)}::uuid[])
      and cycle_id = ${cycle.id} and assembly_id = ${assemblyId} and retired_at is null`);
  const standing = new Map(rows.map((row): [string, RawRow] => [String(row['id']), row]));
  needs.forEach(({ needId, version }, i) => {
    const need = standing.get(needId);
    if (!need) checks.fault(`objection.needs.${i}.needId`, 'a need of the assembly in this planning cycle, which stands', needId);
    else if (need['version'] !== version) checks.fault(`objection.needs.${i}.version`, `the version that the need has now: ${String(need['version'])}`, String(version));
  });
}

async function checkLimits(tx: EntityManager, checks: Checks, cycle: PlanningCycleRow, limits: readonly ObjectionLimitEntry[]): Promise<void> {
  if (limits.length === 0) return;
  const rows = await rowsOf(tx, sql`
    select id from ecological_limit where id = any(${limits.map((limit) => limit.ecologicalLimitId)}::uuid[])
      and confederation_id = ${cycle.confederationId} and retired_at is null`);
  const live = new Set(rows.map((row) => String(row['id'])));
  limits.forEach(({ ecologicalLimitId: id }, i) => { if (!live.has(id)) checks.fault(`objection.limits.${i}.ecologicalLimitId`, 'a live ecological limit of the confederation', id); });
}
