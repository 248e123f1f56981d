import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { programEnvironment } from '../config/program-environment.js';
import type { Progress } from '../planning/index.js';
import type { EngineName } from './engines.js';
import { compiledFile } from './compiled-file.js';

/** What the process is given: a checked scenario in canonical JSON and its hash. */
export interface PlanOrder {
  readonly scenario: string;
  readonly sha256: string;
  /** HiGHS where none is named. */
  readonly engine?: EngineName;
}

export interface PlanTask {
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

/** What the process says. */
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
 * Makes a plan in a process of its own, and checks it there before it comes back. Aborting the signal stops it at once, in the middle of a solve too. It has the lowest
 * priority: whoever asks the service for something is answered first, however few cores there are; and what it took of memory it gives back, or dies of without the service.
 * @param onProgress is told the code of the tier too
 * @param elsewhere who plans the parts of a scenario that falls apart; where there is nobody, the scenario is planned as a whole
 */
export async function planInProcess(
  order: PlanOrder, onProgress: (progress: Progress, tier: string) => void, signal: AbortSignal, elsewhere?: Elsewhere,
): Promise<PlanOutcome> {
  if (signal.aborted) return { kind: 'cancelled' };
  const child = fork(compiledFile('plan-process.js', import.meta.url), { env: programEnvironment({}), serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const kill = (): void => { child.kill('SIGKILL'); };
  process.once('exit', kill);
  const over = new AbortController();
  goLast(child);
  try {
    return await new Promise<PlanOutcome>((resolve, reject) => {
      signal.addEventListener('abort', () => { resolve({ kind: 'cancelled' }); }, { signal: over.signal });
      child.on('message', (message: PlanMessage) => {
        switch (message.kind) {
          case 'progress': onProgress(message.progress, message.tier); break;
          case 'plan': case 'failed': resolve(message); break;
          case 'parts':
            (elsewhere?.(message.parts) ?? Promise.reject(new Error('a process that was to plan the whole asked for parts'))).then((outcome) => {
              if (outcome.kind === 'plans') send(child, outcome.plans);
              else resolve(outcome);
            }, reject);
        }
      });
      child.on('error', (error: Error) => { resolve({ kind: 'failed', words: error.message }); });
      child.on('exit', (code, by) => { resolve({ kind: 'failed', words: `the planning process ended ${by === null ? `with code ${code ?? '?'}` : `by ${by}`}: it may have run out of memory` }); });
      send(child, { order, byParts: elsewhere !== undefined } satisfies PlanTask);
    });
  } finally {
    process.off('exit', kill);
    over.abort();
    kill();
  }
}

/** A process that has ended meanwhile says so itself. */
function send(child: ChildProcess, message: PlanTask | readonly string[]): void {
  if (child.connected) child.send(message, () => undefined);
}

function goLast({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or this system does not let us.
  }
}
