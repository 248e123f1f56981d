import type { Outcome, Refusal } from '../../api/act.js';

/** Why something was not done; undefined where it was. */
export function refusalOf<Result>(outcome: Outcome<Result>): Refusal | undefined {
  return 'refusal' in outcome ? outcome.refusal : undefined;
}

/** Whether the service found something wrong with a field, or with what is in it: `periods` where it says `periods.3.starts`. */
export function isAtFault(refusal: Refusal | undefined, path: string): boolean {
  return refusal?.kind === 'refused' && refusal.faults.some((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
}
