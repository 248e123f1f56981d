import pg from 'pg';
import { withoutPassword } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { reasonOf } from '../config/system-error.js';

/** The roles that the service takes on, made by migrations/0010-wall.sql. The first is what its connections are outside of a write. */
const ROLES = ['confed_app', 'confed_delegate', 'confed_coordinator', 'confed_proposal', 'confed_worker'] as const;

interface WallFacts {
  readonly login: string;
  /** Roles that the login cannot take on. */
  readonly lacking: readonly string[];
  /** Roles that row level security does not hold: superusers, those that bypass it, those that have the rights of the tables' owner. */
  readonly unheld: readonly string[];
  /** Whether the login itself is such a one. */
  readonly loginUnheld: boolean;
}

/**
 * Sees to it that PostgreSQL holds the service to what migrations/0010-wall.sql lets it do.
 * @param separate whether the login is one of the service's own: then it must not be able to become the tables' owner either
 * @throws StartFault where it does not, with what to run by hand
 */
export async function checkWall(serviceUrl: string, separate: boolean): Promise<void> {
  const fault = wallFault(await readFacts(serviceUrl), separate);
  if (fault !== undefined) throw new StartFault(`the database at ${withoutPassword(serviceUrl)} will not do: ${fault}`);
}

/** Why the service would not be held, if so. */
export function wallFault({ login, lacking, unheld, loginUnheld }: WallFacts, separate: boolean): string | undefined {
  if (lacking.length > 0) return `${login} cannot take on ${lacking.join(', ')}; run once as one who may: grant ${lacking.join(', ')} to ${login}`;
  if (unheld.length > 0) return `expected that row level security holds ${unheld.join(', ')}, but each is a superuser, bypasses it, or owns the tables`;
  if (separate && loginUnheld) return `expected that ${login} is neither a superuser nor the owner of the tables, since the service has a login of its own`;
  return undefined;
}

async function readFacts(url: string): Promise<WallFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // a connection that is lost meets us in the query
  try {
    await client.connect();
    // From 16 on one can be a member without the right to take the role on.
    const { rows } = await client.query<WallFacts>(`
      with held(name) as (
        select r.rolname from pg_roles r
        where r.rolsuper or r.rolbypassrls or exists (select from pg_class t where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and pg_has_role(r.rolname, t.relowner, 'MEMBER')))
      select session_user as login,
        array(select name from unnest($1::text[]) as name where case when exists (select from pg_roles where rolname = name)
          then not pg_has_role(name, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) else true end) as lacking,
        array(select name from unnest($1::text[]) as name where name in (select name from held)) as unheld,
        session_user in (select name from held) as "loginUnheld"`, [ROLES]);
    const [facts] = rows;
    if (!facts) throw new Error('it tells nothing of its roles');
    return facts;
  } catch (error) {
    throw new StartFault(`cannot use the database at ${withoutPassword(url)}: ${reasonOf(error)}`);
  } finally {
    await client.end();
  }
}
