import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from '../../config/program-environment.js';

/** A program that runs in a process of its own. */
export interface Program {
  readonly pid: number;
  /** Where it answers: `http://127.0.0.1:…`, without a slash. */
  readonly address: string;
  stop(): Promise<void>;
}

/** So long a program may take until it answers, in ms. */
const PATIENCE = 120_000;

/**
 * Starts a program and waits until it says where it answers.
 * @param file from dist/
 * @param says finds its address, the first group, in what it has said
 * @throws Error where it ends or says nothing in two minutes
 */
export async function startProgram(file: string, says: RegExp, settings: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Program> {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { env: programEnvironment(settings), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => { resolve(); }));
  let said = '';
  child.stdout.on('data', (text: Buffer) => { said += text.toString(); });
  child.stderr.on('data', (text: Buffer) => { said += text.toString(); });
  const address = await addressOf(child, () => says.exec(said)?.[1]);
  if (address === undefined || child.pid === undefined) {
    child.kill('SIGKILL');
    throw new Error(`${file} does not answer: ${said}`);
  }
  return {
    pid: child.pid, address,
    async stop() {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(10_000, undefined, { ref: false }).then(() => { child.kill('SIGKILL'); })]);
    },
  };
}

async function addressOf(child: ChildProcess, find: () => string | undefined): Promise<string | undefined> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end && child.exitCode === null) {
    const address = find();
    if (address !== undefined) return address;
    await sleep(20);
  }
  return undefined;
}
