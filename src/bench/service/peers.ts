import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** bench/peers/, a package of its own: what is measured against and by, which nothing else of the project needs. */
const FOLDER = fileURLToPath(new URL('../../../bench/peers/', import.meta.url));
const run = promisify(execFile);

/** Installs the peers where they are missing, or are not the ones that bench/peers/package.json names. */
export async function installPeers(log: (line: string) => void): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(`${FOLDER}package.json`, 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> };
  if (Object.entries(dependencies).every(([name, version]) => installedVersion(name) === version)) return;
  log('what is measured against is being installed into bench/peers/ …');
  await run('npm', ['install', '--loglevel=error'], { cwd: FOLDER, shell: process.platform === 'win32' });
}

function installedVersion(name: string): string | undefined {
  const file = `${FOLDER}node_modules/${name}/package.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version : undefined;
}

/** The file of a peer that runs as a program. */
export function programOfPeer(name: string): string {
  return createRequire(`${FOLDER}package.json`).resolve(name);
}
