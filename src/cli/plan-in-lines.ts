import type { DataSource } from 'typeorm';
import { anonymous } from '../accounts/acting.js';
import type { PlanRow } from '../plans/plan.entity.js';
import type { PlanSummaryService } from '../plans/planned/plan-summary.service.js';

/** How many goods are named that are short. */
const MOST_GOODS = 5;

/** What a finished plan found, in a few lines for people: how far each tier's needs are met, what is short, what is carried. */
export async function planInLines(data: DataSource, summary: PlanSummaryService, plan: PlanRow): Promise<readonly string[]> {
  const seconds = plan.startedAt && plan.endedAt ? `, made in ${Math.round((plan.endedAt.getTime() - plan.startedAt.getTime()) / 1000)} s` : '';
  const [totals] = await summary.totals(anonymous, [plan.id]);
  return [
    `Plan      of ${whole(plan.needs)} needs${seconds}`,
    ...await tierLines(data, summary, plan.id),
    await shortLine(data, summary, plan.id),
    `          carried: ${whole(totals?.tonneKm ?? 0)} tonne-km`,
  ];
}

async function tierLines(data: DataSource, summary: PlanSummaryService, planId: string): Promise<string[]> {
  const [tiers = []] = await summary.tierLevels(anonymous, [planId]);
  const name = await names(data, 'tier', tiers.map((tier) => tier.tierId));
  return tiers.map(({ tierId, metInFull, needCount, leastLevel }) =>
    `          ${name(tierId)}: ${metInFull === needCount ? `all ${whole(needCount)} met in full` : `${whole(metInFull)} of ${whole(needCount)} met in full, the least to ${percent(leastLevel)}`}`);
}

async function shortLine(data: DataSource, summary: PlanSummaryService, planId: string): Promise<string> {
  const [goods = []] = await summary.goodTotals(anonymous, [planId]);
  const short = goods.filter(({ share }) => percent(share) !== '100 %').sort((a, b) => a.share - b.share);
  const name = await names(data, 'good', short.map((good) => good.goodId));
  const named = short.slice(0, MOST_GOODS).map(({ goodId, share }) => `${name(goodId)} ${percent(share)}`);
  const more = short.length > MOST_GOODS ? ` and ${short.length - MOST_GOODS} more` : '';
  return `          short: ${short.length === 0 ? 'nothing' : named.join(', ') + more}`;
}

async function names(data: DataSource, table: 'tier' | 'good', ids: readonly string[]): Promise<(id: string) => string> {
  const rows = await data.query<{ id: string; name: string }[]>(`select id, name from ${table} where id = any($1::uuid[])`, [ids]);
  const byId = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => byId.get(id) ?? id;
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}

/** Never 100 % for what lacks more than a thousandth. */
function percent(share: number): string {
  return `${Math.floor(share * 100 + 0.1)} %`;
}
