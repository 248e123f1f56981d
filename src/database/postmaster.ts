import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFault } from '../config/start-fault.js';
import { hasCode } from '../config/system-error.js';

/** A PostgreSQL server process, as its data directory tells of it. */
export interface Postmaster {
  readonly pid: number;
  /** On 127.0.0.1; not there in the first moments of a start. */
  readonly port: number | undefined;
}

/** How long a fast shutdown may take before the server is told to stop without its last checkpoint, in ms. */
const FAST_SHUTDOWN = 60_000;

/**
 * The server that is running on a data directory, or undefined. What postmaster.pid says is looked up in the process table,
 * because the file outlives a killed server, and its number may by now be a zombie or somebody else's process.
 */
export function runningPostmaster(data: string): Postmaster | undefined {
  const file = join(data, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (servesFrom(pid, data)) {
    const port = Number(lines[3]);
    return { pid, port: port > 0 ? port : undefined };
  }
  // PostgreSQL itself removes the file of a process that is gone, but not that of a zombie or of a number given out again.
  if (isRunning(pid)) rmSync(file, { force: true });
  return undefined;
}

/** Stops a server: nothing new is let in, what is under way is rolled back, everything is on disk. Resolves when it is gone. */
export async function stopPostmaster(pid: number, data: string, programs: string): Promise<void> {
  for (const [signal, patience] of [['SIGINT', FAST_SHUTDOWN], ['SIGQUIT', 10_000]] as const) {
    signalPostmaster(pid, signal, data, programs);
    const end = performance.now() + patience;
    while (performance.now() < end) {
      if (!servesFrom(pid, data)) return;
      await sleep(20);
    }
  }
  throw new StartFault(`PostgreSQL (process ${pid}) does not stop; its log is ${join(data, '..', 'postgres.log')}`);
}

/** Tells a server to stop (SIGINT: with a last checkpoint, SIGQUIT: at once) without waiting for it. */
export function signalPostmaster(pid: number, signal: 'SIGINT' | 'SIGQUIT', data: string, programs: string): void {
  if (!servesFrom(pid, data)) return; // its number may be somebody else's by now
  try {
    if (process.platform === 'win32') {
      const mode = signal === 'SIGINT' ? 'fast' : 'immediate';
      execFileSync(join(programs, 'pg_ctl'), ['stop', '-D', data, '-m', mode, '--no-wait'], { stdio: 'ignore' });
    } else process.kill(pid, signal);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

/**
 * Whether a process is the server of this data directory. On Linux by its working directory, which for a server is always its
 * data directory (a zombie has none); elsewhere any living process passes, and the password decides (embedded-postgres.ts).
 */
function servesFrom(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return isRunning(pid);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return false;
  }
}

/** Whether a process has this number: ours, another's, or a zombie. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
