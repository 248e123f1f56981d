import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Progress } from '../planning/index.js';
import type { EngineName } from './engines.js';

/** What the thread is given: a checked scenario in canonical JSON and its hash. */
export interface PlanOrder {
  readonly scenario: string;
  readonly sha256: string;
  /** HiGHS where none is named. */
  readonly engine?: EngineName;
}

export type PlanMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'failed'; readonly words: string };

/** A plan as a verified JSON document, or why there is none. */
export type PlanOutcome =
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'cancelled' };

/**
 * Makes a plan in a thread of its own, and checks it there before it comes back. Aborting the signal stops the thread at once,
 * in the middle of a solve too.
 */
export async function planInWorker(order: PlanOrder, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<PlanOutcome> {
  if (signal.aborted) return { kind: 'cancelled' };
  const worker = new Worker(workerFile(), { workerData: order });
  return await new Promise<PlanOutcome>((resolve) => {
    const stop = (): void => { resolve({ kind: 'cancelled' }); void worker.terminate(); };
    signal.addEventListener('abort', stop, { once: true });
    const end = (outcome: PlanOutcome): void => {
      signal.removeEventListener('abort', stop);
      resolve(outcome);
    };
    worker.on('message', (message: PlanMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else end(message);
    });
    worker.on('error', (error: Error) => { end({ kind: 'failed', words: error.message }); });
    worker.on('exit', (code) => { end({ kind: 'failed', words: `the planning thread ended with code ${code}` }); });
  });
}

/** Threads run compiled code: beside this file once built; from the sources (tests), what `npm run build` made of them. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./plan-worker.js', import.meta.url));
  return existsSync(beside) ? beside : beside.replace(/([/\\])src([/\\]solvers[/\\]plan-worker\.js)$/, '$1dist$2');
}
