import { startedByNpm } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { isOutage, reasonOf } from '../config/system-error.js';

/** What a command has of the process that it runs in. */
export interface Stage {
  /** Aborted by Ctrl-C, SIGTERM, a closed terminal, or a bug that nobody caught. */
  readonly signal: AbortSignal;
  /** What is to be done without waiting where a second Ctrl-C ends the process. */
  readonly onForce: (action: () => void) => void;
  /** A line for people, on stdout. */
  readonly print: (line: string) => void;
  /** How far something is: on a terminal one line that changes, elsewhere a line now and then. */
  readonly progress: (line: string) => void;
}

/** npm hands on a Ctrl-C that the terminal has already sent to us as well: signals this close together, in ms, are one. */
const ONE_SIGNAL = 1000;
/** How often to see whether npm is still there, in ms. */
const LOOK_FOR_NPM = 200;
/** How often progress is printed where it cannot be changed in place, in ms. */
const PROGRESS_EVERY = 5000;
/** What a shell takes for "ended by Ctrl-C". */
const INTERRUPTED = 130;

/**
 * Runs a command to its end, and then ends the process: 0 where all is well, 1 with a line on stderr where it cannot be.
 * A first Ctrl-C lets the command stop cleanly, a second one does not wait.
 * @param whenStopped exit code after a clean stop by a signal: 0 for a service, which is meant to be ended so
 */
export async function runCommand(command: (stage: Stage) => Promise<void>, whenStopped = INTERRUPTED): Promise<never> {
  const stop = new AbortController();
  const forced: (() => void)[] = [];
  const faults: unknown[] = [];
  let stoppedAt = Infinity;
  const onSignal = () => {
    if (performance.now() - stoppedAt > ONE_SIGNAL) {
      for (const action of forced) action();
      process.exit(INTERRUPTED);
    }
    stoppedAt = Math.min(stoppedAt, performance.now());
    stop.abort();
  };
  // Whoever stops reading what we say does not stop us.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  if (startedByNpm()) whenParentEnds(onSignal);
  const onFault = (error: unknown) => {
    faults.push(error);
    report(error);
    stop.abort();
  };
  process.on('uncaughtException', onFault);
  try {
    await command({ signal: stop.signal, onForce: (action) => { forced.push(action); }, ...terminal() });
  } catch (error) {
    if (error !== stop.signal.reason) onFault(error);
  }
  if (faults.length > 0) process.exit(1);
  process.exit(stop.signal.aborted ? whenStopped : 0);
}

function terminal(): Pick<Stage, 'print' | 'progress'> {
  const { stdout } = process;
  const clear = stdout.isTTY ? '\r\x1b[K' : '';
  let said = -Infinity;
  return {
    print: (line) => { stdout.write(`${clear}${line}\n`); },
    progress(line) {
      if (stdout.isTTY) stdout.write(clear + line);
      else if (performance.now() - said > PROGRESS_EVERY) {
        said = performance.now();
        stdout.write(`${line}\n`);
      }
    },
  };
}

/** A fault in its own words; a bug with its stack, for whoever mends it. */
function report(error: unknown): void {
  for (const line of inWords(error).split('\n')) process.stderr.write(`confed: ${line}\n`);
}

function inWords(error: unknown): string {
  if (error instanceof StartFault) return error.message;
  if (isOutage(error)) return `the database does not do it: ${reasonOf(error)}`;
  return `this is a mistake in the program: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
}

/**
 * npm starts us by a shell. Where npm is told to stop, it ends the shell, and neither tells us: but we get another parent then.
 * (Without npm this would be wrong: a program in the background outlives its shell.)
 */
function whenParentEnds(action: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    action();
  }, LOOK_FOR_NPM);
  timer.unref();
}
