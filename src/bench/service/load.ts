import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Asking } from './page-queries.js';
import { programOfPeer } from './peers.js';
import { post } from './post.js';

const run = promisify(execFile);

/** What a load of requests met. */
export interface Load {
  /** Answers a second. */
  readonly rate: number;
  /** Of the times of the answers, in ms. */
  readonly p50: number;
  readonly p99: number;
}

interface Reply { readonly requests: { readonly total: number }; readonly duration: number; readonly latency: { readonly p50: number; readonly p99: number }; readonly non2xx: number; readonly errors: number; readonly timeouts: number }

/**
 * Sends the same request again and again over so many connections, by autocannon in a process of its own.
 * @throws Error where one of them was not answered with 200, or the one before or after them with errors: GraphQL says these with 200
 */
export async function load(address: string, { query, variables }: Asking, how: { readonly connections: number; readonly seconds: number; readonly secret?: string }): Promise<Load> {
  await refuseErrors(address, query, variables, how.secret);
  const headers = ['content-type=application/json', 'accept=application/json', ...(how.secret === undefined ? [] : [`authorization=Bearer ${how.secret}`])];
  const { stdout } = await run(process.execPath, [
    programOfPeer('autocannon'), '--json', '--no-progress', '--connections', String(how.connections), '--duration', String(how.seconds), '--method', 'POST', ...headers.flatMap((header) => ['--headers', header]),
    '--body', JSON.stringify({ query, variables }), `${address}/graphql`], { maxBuffer: 1 << 24 });
  const reply = JSON.parse(stdout) as Reply;
  const failed = reply.non2xx + reply.errors + reply.timeouts;
  await refuseErrors(address, query, variables, how.secret);
  if (failed > 0 || reply.requests.total === 0) throw new Error(`${failed} requests failed at ${address}, ${reply.requests.total} did not`);
  return { rate: reply.requests.total / reply.duration, p50: reply.latency.p50, p99: reply.latency.p99 };
}

async function refuseErrors(address: string, query: string, variables: Asking['variables'], secret: string | undefined): Promise<void> {
  const { text } = await post(`${address}/graphql`, JSON.stringify({ query, variables }), secret);
  if (/"errors":\s*\[/.test(text)) throw new Error(`${address} answers: ${text.slice(0, 500)}`);
}
