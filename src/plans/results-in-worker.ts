import { Worker } from 'node:worker_threads';
import { compiledFile } from '../solvers/compiled-file.js';

/** The documents that rows are to be made of. */
export interface ResultsOrder {
  readonly scenario: string;
  readonly plan: string;
}

/** What is stored of a plan, beside the document itself. */
export interface ReadPlan {
  /** Of the plan's document, in hex. */
  readonly sha256: string;
  readonly engine: { readonly name: string; readonly version: string };
  /** JSON. */
  readonly objectives: string;
  /** The level that was settled last; absent where there are no needs. `tier`: its code. */
  readonly last?: { readonly tier: string; readonly level: number };
  /** PlanResults, each list as JSON in UTF-8, at most ROWS_AT_ONCE rows a piece: handed over and sent to the database as they are, without a copy. */
  readonly tables: Readonly<Record<string, readonly Uint8Array<ArrayBuffer>[]>>;
}

export const ROWS_AT_ONCE = 20_000;

/**
 * Reads a plan in a thread of its own: what is used, what holds needs down and where goods come from takes seconds for a large plan,
 * in which the service goes on answering.
 * @returns undefined where the signal was aborted
 */
export async function readPlanInWorker(order: ResultsOrder, signal: AbortSignal): Promise<ReadPlan | undefined> {
  if (signal.aborted) return undefined;
  const worker = new Worker(compiledFile('results-worker.js', import.meta.url), { workerData: order });
  const stop = (): void => { void worker.terminate(); };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<ReadPlan | undefined>((resolve, reject) => {
      worker.on('message', (read: ReadPlan) => { resolve(read); });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        if (signal.aborted) resolve(undefined);
        else reject(new Error(`the thread that reads a plan ended with code ${code}`));
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
