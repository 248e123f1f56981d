import { CountOutcome } from './count-outcome.js';

/** What was counted of one of the plans that are proposed side by side. */
export interface CountedPlan {
  readonly planId: string;
  /** 1 for the one that was proposed first. */
  readonly position: number;
  /** Of the count under the charter: open as long as the silent ones can change it. */
  readonly outcome: CountOutcome;
  /** Members that ratify it. */
  readonly agreeing: number;
  /** Members that rank it first. */
  readonly firsts: number;
  /** Members that have not answered. */
  readonly silent: number;
}

/** What the decisions come to: the plan that is adopted, that all are refused, or that it is not certain yet. */
export type Chosen = { readonly adopted: string } | 'refused' | 'open';

/**
 * Of the plans that are agreed, the one that most assemblies ratify; of those, the one that most rank first; of those, the one that was proposed
 * first. Before the end only where it is certain: no answer of those who are silent could bring another to the fore. `over`: nobody can
 * answer any more.
 */
export function choosePlan(plans: readonly CountedPlan[], over: boolean): Chosen {
  if (plans.length > 0 && plans.every(({ outcome }) => outcome === CountOutcome.REFUSED)) return 'refused';
  const best = plans.filter(({ outcome }) => outcome === CountOutcome.AGREED).sort(better)[0];
  if (best === undefined) return 'open';
  const rivals = plans.filter((plan) => plan !== best && plan.outcome !== CountOutcome.REFUSED);
  return over || rivals.every((rival) => better(best, atBest(rival)) < 0) ? { adopted: best.planId } : 'open';
}

/** Below 0 where `a` comes before `b`. */
function better(a: CountedPlan, b: CountedPlan): number {
  return b.agreeing - a.agreeing || b.firsts - a.firsts || a.position - b.position;
}

/** As though all who are silent ratified this plan, and ranked it first. */
function atBest(plan: CountedPlan): CountedPlan {
  return { ...plan, agreeing: plan.agreeing + plan.silent, firsts: plan.firsts + plan.silent };
}
