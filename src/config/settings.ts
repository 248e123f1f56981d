import { resolve } from 'node:path';
import { type OpenIdSettings, readOpenId } from './open-id-settings.js';

/** What the service is told from outside, checked and complete. */
export interface Settings {
  /** 0: any free port, for tests. */
  readonly port: number;
  /** Address or name to listen on. */
  readonly host: string;
  /** postgres://… of a PostgreSQL of one's own; undefined: one out of npm, in dataDir. */
  readonly databaseUrl: string | undefined;
  /** Another login to the same database, for the service itself, which is not the owner of its tables; undefined: the same. */
  readonly databaseAppUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Whether the service makes plans by itself; otherwise `confed worker` does, here or elsewhere. */
  readonly works: boolean;
  /** Where people sign in besides by password; undefined: nowhere else. */
  readonly openId: OpenIdSettings | undefined;
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  /** One line for each fault, with what was expected and what came. */
  | { readonly ok: false; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;
type Read<T> = { readonly value: T } | { readonly fault: string };

/** The settings of this process. */
export function settings(): SettingsResult {
  return settingsFrom(process.env);
}

/** Whether npm runs this process (`npm start`, `npm run confed`), and not a shell or a supervisor by itself. */
export function startedByNpm(): boolean {
  return process.env['npm_lifecycle_event'] !== undefined;
}

/** Reads PORT, HOST, DATABASE_URL, DATABASE_APP_URL, DATA_DIR, WORKERS and OIDC_…; what is not set or empty has its default. */
export function settingsFrom(environment: Environment): SettingsResult {
  const port = readPort(environment['PORT'] ?? '');
  const host = readHost(environment['HOST'] ?? '');
  const databaseUrl = readDatabaseUrl('DATABASE_URL', environment);
  const databaseAppUrl = readAppUrl(environment);
  const works = readWorks(environment);
  const openId = readOpenId(environment);
  if ('value' in openId && 'value' in works && 'value' in port && 'value' in host && 'value' in databaseUrl && 'value' in databaseAppUrl) {
    const dataDir = resolve(environment['DATA_DIR'] || 'data');
    return { ok: true, settings: { port: port.value, host: host.value, databaseUrl: databaseUrl.value, databaseAppUrl: databaseAppUrl.value, dataDir, works: works.value, openId: openId.value } };
  }
  return { ok: false, faults: [port, host, databaseUrl, databaseAppUrl, works, openId].flatMap((read) => 'fault' in read ? [read.fault] : []) };
}

/** An address without its password, to be shown. */
export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  if (parsed.password !== '') parsed.password = '***';
  if (parsed.searchParams.has('password')) parsed.searchParams.set('password', '***');
  return parsed.href;
}

function readPort(text: string): Read<number> {
  if (text === '') return { value: 3000 };
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65535) return { value: port };
  return { fault: `PORT: expected a whole number from 0 to 65535, got ${JSON.stringify(text)}` };
}

function readHost(text: string): Read<string> {
  if (text === '') return { value: '127.0.0.1' };
  if (/^[\w.:%-]+$/.test(text)) return { value: text };
  return { fault: `HOST: expected an IP address or the name of a host, got ${JSON.stringify(text)}` };
}

function readWorks(environment: Environment): Read<boolean> {
  const text = environment['WORKERS'] ?? '';
  if (text === '' || text === '1') return { value: true };
  if (text !== '0') return { fault: `WORKERS: expected 1 (the service makes plans by itself) or 0 (it leaves them to \`confed worker\`), got ${JSON.stringify(text)}` };
  if (!environment['DATABASE_URL']) return { fault: 'WORKERS: expected 1 without DATABASE_URL, since nobody else can make the plans then; got 0' };
  return { value: false };
}

function readAppUrl(environment: Environment): Read<string | undefined> {
  if (environment['DATABASE_APP_URL'] && !environment['DATABASE_URL']) {
    return { fault: 'DATABASE_APP_URL: expected DATABASE_URL beside it, which migrates the same database; got none' };
  }
  return readDatabaseUrl('DATABASE_APP_URL', environment);
}

function readDatabaseUrl(name: 'DATABASE_URL' | 'DATABASE_APP_URL', environment: Environment): Read<string | undefined> {
  const text = environment[name] ?? '';
  if (text === '') return { value: undefined };
  const expected = `${name}: expected postgres://name:password@host:5432/database`;
  if (!URL.canParse(text)) return { fault: `${expected}, got something that is no address (not shown, it may hold a password)` };
  const { protocol } = new URL(text);
  if (protocol === 'postgres:' || protocol === 'postgresql:') return { value: text };
  return { fault: `${expected}, got an address that starts with ${protocol}` };
}
