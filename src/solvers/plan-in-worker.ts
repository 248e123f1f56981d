import { Worker } from 'node:worker_threads';
import type { Progress } from '../planning/index.js';
import type { EngineName } from './engines.js';
import { threadFile } from './thread-file.js';

/** What the thread is given: a checked scenario in canonical JSON and its hash. */
export interface PlanOrder {
  readonly scenario: string;
  readonly sha256: string;
  /** HiGHS where none is named. */
  readonly engine?: EngineName;
}

export interface PlanThread {
  readonly order: PlanOrder;
  readonly byParts: boolean;
}

/** A scenario that can be planned apart, for a plan of a larger one. */
export interface PlanPart extends PlanOrder {
  /** How many needs it has. */
  readonly needs: number;
}

/** The plans of parts in their order, as verified JSON documents, or why there are none. */
export type PartsOutcome = { readonly kind: 'plans'; readonly plans: readonly string[] } | Exclude<PlanOutcome, { readonly kind: 'plan' }>;

/** Has parts planned by others. */
export type Elsewhere = (parts: readonly PlanPart[]) => Promise<PartsOutcome>;

export type PlanMessage =
  | { readonly kind: 'progress'; readonly progress: Progress; readonly tier: string }
  | { readonly kind: 'parts'; readonly parts: readonly PlanPart[] }
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
 * @param onProgress is told the id of the tier too
 * @param elsewhere who plans the parts of a scenario that falls apart; where there is nobody, the scenario is planned as a whole
 */
export async function planInWorker(
  order: PlanOrder, onProgress: (progress: Progress, tier: string) => void, signal: AbortSignal, elsewhere?: Elsewhere,
): Promise<PlanOutcome> {
  if (signal.aborted) return { kind: 'cancelled' };
  const worker = new Worker(threadFile('plan-worker.js', import.meta.url), { workerData: { order, byParts: elsewhere !== undefined } satisfies PlanThread });
  return await new Promise<PlanOutcome>((resolve, reject) => {
    const stop = (): void => { end({ kind: 'cancelled' }); };
    signal.addEventListener('abort', stop, { once: true });
    const end = (outcome: PlanOutcome): void => {
      signal.removeEventListener('abort', stop);
      resolve(outcome);
      void worker.terminate();
    };
    worker.on('message', (message: PlanMessage) => {
      switch (message.kind) {
        case 'progress': onProgress(message.progress, message.tier); break;
        case 'plan': case 'failed': end(message); break;
        case 'parts':
          (elsewhere?.(message.parts) ?? Promise.reject(new Error('a thread that was to plan the whole asked for parts'))).then((outcome) => {
            if (outcome.kind === 'plans') worker.postMessage(outcome.plans);
            else end(outcome);
          }, (error: unknown) => { reject(error instanceof Error ? error : new Error(String(error))); stop(); });
      }
    });
    worker.on('error', (error: Error) => { end({ kind: 'failed', words: error.message }); });
    worker.on('exit', (code) => { end({ kind: 'failed', words: `the planning thread ended with code ${code}` }); });
  });
}
