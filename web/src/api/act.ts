import { ask } from './ask.js';
import { NoAnswer } from './reach.js';
import type { Document } from './documents.js';

/** One thing that is wrong with what was entered. */
export interface Fault {
  /** The field as in the input: `needs.3.quantity`, `under.resolution.title`. */
  readonly path: string;
  readonly came: string;
  readonly expected: string;
}

/** Why something was not done. */
export type Refusal =
  | { readonly kind: 'offline' }
  /** In the service's own words, in English; `faults` where what was entered is not right. `lang`: where a page says it in the reader's words. */
  | { readonly kind: 'refused'; readonly message: string; readonly faults: readonly Fault[]; readonly lang?: string };

/** What comes back where it is done: every kind of the answer that is no failure. */
export type Done<Result> = Exclude<Result, { readonly failureCode: string }>;
export type Outcome<Result> = { readonly done: Done<Result> } | { readonly refusal: Refusal };

/**
 * Does something: a mutation whose one field is called `result`, and which asks for `...Refused` (api/refused.graphql) besides what is done. Nothing is thrown: what was not done
 * says why not.
 */
export async function act<Result extends object, Variables>(document: Document<{ readonly result: Result }, Variables>, variables: Variables): Promise<Outcome<Result>> {
  try {
    const { result } = await ask(document, variables);
    return isDone(result) ? { done: result } : { refusal: refusalOf(result) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { refusal: error.trouble.kind === 'offline' ? error.trouble : { ...error.trouble, faults: [] } };
  }
}

function isDone<Result extends object>(result: Result): result is Done<Result> {
  return !('failureCode' in result);
}

function refusalOf(result: object): Refusal {
  const message = 'message' in result && typeof result.message === 'string' ? result.message : '';
  const faults = 'faults' in result && Array.isArray(result.faults) ? result.faults.filter(isFault) : [];
  return { kind: 'refused', message, faults };
}

function isFault(fault: unknown): fault is Fault {
  return typeof fault === 'object' && fault !== null && 'path' in fault && 'expected' in fault;
}
