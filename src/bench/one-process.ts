import { spawn } from 'node:child_process';

/** What came of a measurement in a process of its own. */
export type Outcome<T> =
  | { readonly kind: 'measured'; readonly measured: T }
  | { readonly kind: 'not finished'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly words: string };

/** A plan of thousands of assemblies takes more memory than Node.js would give it of itself. */
const HEAP = '--max-old-space-size=12288';

/**
 * Runs a file of Node.js in a fresh process, which prints one JSON line at its end, and ends it after so many seconds.
 * @param read makes what was measured of the line, or throws
 */
export async function inFreshProcess<T>(file: string, args: readonly string[], seconds: number, read: (line: unknown) => T): Promise<Outcome<T>> {
  const child = spawn(process.execPath, [HEAP, file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err = (err + text).slice(-2000); });
  const late = AbortSignal.timeout(seconds * 1000);
  late.addEventListener('abort', () => { child.kill('SIGKILL'); });
  const stop = (): void => { child.kill('SIGKILL'); };
  process.once('exit', stop);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => { child.on('close', (...how) => { resolve(how); }); });
  process.off('exit', stop);
  if (late.aborted) return { kind: 'not finished', seconds };
  if (code !== 0) return { kind: 'failed', words: lastWords(err) ?? `ended by ${signal ?? `code ${code ?? '?'}`}` };
  return { kind: 'measured', measured: read(JSON.parse(out)) };
}

/** The line of a stack trace that says what happened. */
function lastWords(err: string): string | undefined {
  const lines = err.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /Error|FATAL/.test(line))?.trim().slice(0, 200) ?? lines.at(-1)?.trim().slice(0, 200);
}

/** The middle one; of two in the middle their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? NaN) + (sorted[Math.ceil(half)] ?? NaN)) / 2;
}
