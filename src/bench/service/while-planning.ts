import { setTimeout as sleep } from 'node:timers/promises';
import { post } from './post.js';
import type { Asking } from './page-queries.js';
import type { Program } from './program.js';
import type { World } from './world.js';

/** A small read waits so long after the one before it, in ms: somebody who looks, not a load. */
const PAUSE = 10;

/** How long small reads took, in ms. */
export interface SmallReads {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

/**
 * One small read after the other, of each kind in turn, from now until the first plan of the service, which it makes by itself, is stored or has failed; counted from when that
 * is begun: what comes before warms the service up, which has just started. @returns by kind
 */
export async function smallReadsWhilePlanning(world: World, service: Program, reads: readonly { readonly name: string; readonly asking: Asking }[], secret: string): Promise<ReadonlyMap<string, SmallReads>> {
  return await smallReads(service, reads, secret, async () => {
    const { rows } = await world.owner.query<{ status: string }>('select status from plan');
    const status = rows[0]?.status;
    return status === 'running' ? 'counted' : status === undefined || status === 'queued' ? 'not yet' : 'over';
  });
}

/** As smallReadsWhilePlanning, while nothing else is done, for some seconds: what the machine can do at all. */
export async function smallReadsAtRest(service: Program, reads: readonly { readonly name: string; readonly asking: Asking }[], secret: string, seconds: number): Promise<ReadonlyMap<string, SmallReads>> {
  const end = performance.now() + seconds * 1000;
  return await smallReads(service, reads, secret, () => Promise.resolve(performance.now() < end ? 'counted' : 'over'));
}

async function smallReads(
  service: Program, reads: readonly { readonly name: string; readonly asking: Asking }[], secret: string, stage: () => Promise<'not yet' | 'counted' | 'over'>,
): Promise<ReadonlyMap<string, SmallReads>> {
  const times = new Map(reads.map(({ name }): [string, number[]] => [name, []]));
  const bodies = reads.map(({ name, asking }) => ({ name, body: JSON.stringify(asking) }));
  const over = new AbortController();
  let now = await stage();
  // Looked up now and then, and not between the reads.
  const watching = (async () => { while ((now = await stage()) !== 'over') await sleep(200); })().finally(() => { over.abort(); });
  while (!over.signal.aborted) {
    for (const { name, body } of bodies) {
      const begun = performance.now();
      const { text, status } = await post(`${service.address}/graphql`, body, secret);
      if (now === 'counted') times.get(name)?.push(performance.now() - begun);
      if (status !== 200 || text.includes('"errors":[')) throw new Error(`${name}: ${text.slice(0, 300)}`);
      await sleep(PAUSE);
    }
  }
  await watching;
  return new Map([...times].map(([name, all]) => [name, summary(all)]));
}

function summary(times: number[]): SmallReads {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: sorted.at(-1) ?? NaN };
}
