import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

type Settings = Readonly<Record<string, string>>;

/** The built program at work. */
export interface Service {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly said: { stdout: string; stderr: string };
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** The service as `npm start` runs it, with these settings and no others, on any free port unless PORT says otherwise. */
export function startService(settings: Settings): Service {
  return startProgram('main.js', [], settings);
}

/** The command line, with these settings and no others. */
export function startConfed(args: readonly string[], settings: Settings): Service {
  return startProgram('cli/confed.js', args, settings);
}

function startProgram(file: string, args: readonly string[], settings: Settings): Service {
  const { PATH } = process.env;
  const program = fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
  const env = { ...(PATH === undefined ? {} : { PATH }), PORT: '0', ...settings };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => { said.stdout += text.toString(); });
  child.stderr.on('data', (text: Buffer) => { said.stderr += text.toString(); });
  const ended = new Promise<number | string>((resolve) => child.on('close', (code, signal) => { resolve(code ?? signal ?? 'gone'); }));
  return { child, said, ended };
}

/** Waits until it says where it answers. @returns its address, `http://127.0.0.1:…` */
export async function readyAddress(service: Service): Promise<string> {
  for (let tries = 0; tries < 1200; tries++) {
    const address = /Health\s+(http:\S+)\/health[\s\S]*Ready/.exec(service.said.stdout)?.[1];
    if (address !== undefined) return address;
    if (service.child.exitCode !== null) throw new Error(`it ended: ${service.said.stderr}`);
    await sleep(50);
  }
  throw new Error(`it does not get ready: ${service.said.stdout}${service.said.stderr}`);
}

export async function stopService(service: Service, signal: NodeJS.Signals = 'SIGINT'): Promise<number | string> {
  service.child.kill(signal);
  return await service.ended;
}

/** A new folder, with what removes it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'confederal-planner-'));
  return { path, remove: () => { rmSync(path, { recursive: true, force: true }); } };
}

/** The numbers of all processes that work in a folder or below it: a PostgreSQL server works in its data directory. Linux. */
export function processesIn(folder: string): readonly number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`);
    } catch {
      return false;
    }
  });
}
