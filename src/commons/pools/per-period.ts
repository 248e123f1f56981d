import type { ValueTransformer } from 'typeorm';
import type { Checks } from '../../records/checks.js';
import { checkList } from '../check-list.js';

/** A quantity (a decimal string) in the period with this code. */
export interface InPeriod {
  readonly period: string;
  readonly quantity: string;
}

/** A quantity that is the same in every period, or one for each (0 in a period that is not named), as an input gives it. */
export interface PerPeriod {
  readonly same: string | null | undefined;
  readonly byPeriod: readonly InPeriod[] | null | undefined;
}

/** Checks what was given; not that anything was. `path` is the field of the one that is the same in every period. */
export function checkPerPeriod(checks: Checks, path: 'quantity' | 'maxRuns', { same, byPeriod }: PerPeriod): void {
  checks.quantity(path, same ?? undefined);
  checkList(checks, `${path}ByPeriod`, byPeriod ?? undefined, {
    least: 1, each: 'period', once: (one) => one.period,
    entry: (one, place) => {
      checks.code(`${place}.period`, one.period);
      checks.quantity(`${place}.quantity`, one.quantity);
    },
  });
  if (same != null && byPeriod != null) checks.fault(`${path}ByPeriod`, `${path} or ${path}ByPeriod`, 'both');
}

/** What is written of it: the one that is given takes the place of whatever was there; undefined where neither is given. */
export function written({ same, byPeriod }: PerPeriod): PerPeriod {
  const nothing = same === undefined && byPeriod === undefined;
  return nothing ? { same, byPeriod } : { same: same ?? null, byPeriod: byPeriod ?? null };
}

/** Between a column of the domain quantity_by_period, {"q1": "120.5"}, and a list in the order of the periods' codes. */
export const byPeriodColumn: ValueTransformer = {
  to: (list: readonly InPeriod[] | null | undefined) => list && Object.fromEntries(list.map(({ period, quantity }) => [period, quantity])),
  from: (kept: Readonly<Record<string, string>> | null) => kept && Object.entries(kept)
    .map(([period, quantity]): InPeriod => ({ period, quantity }))
    .sort((a, b) => (a.period < b.period ? -1 : 1)),
};
