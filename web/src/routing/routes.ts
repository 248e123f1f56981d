/** Pages of a confederation; the glance has the address of the confederation itself, the others one beneath it. */
export type ConfederationPage = 'glance' | 'plans' | 'declarations' | 'decisions' | 'proposals' | 'members' | 'council';
/** Pages of an assembly in a confederation; likewise. */
export type AssemblyPage = 'assembly' | 'needs' | 'holdings' | 'decide' | 'affairs';
/** Pages of a plan; likewise. */
export type PlanPage = 'plan' | 'verify';

/** A page, with what its address says. */
export type Route =
  | { readonly page: 'confederations' }
  | { readonly page: 'mine' }
  | { readonly page: 'begin' }
  | { readonly page: ConfederationPage; readonly code: string }
  | { readonly page: 'proposal'; readonly code: string; readonly proposalId: string }
  | { readonly page: AssemblyPage; readonly code: string; readonly assemblyCode: string }
  | { readonly page: PlanPage; readonly planId: string }
  | { readonly page: 'compare'; readonly planId: string; readonly otherId: string }
  | { readonly page: 'nowhere' };

const OF_CONFEDERATIONS: readonly string[] = ['plans', 'declarations', 'decisions', 'proposals', 'members', 'council'] satisfies ConfederationPage[];
const OF_ASSEMBLIES: readonly string[] = ['needs', 'holdings', 'decide', 'affairs'] satisfies AssemblyPage[];

const NOWHERE: Route = { page: 'nowhere' };

/** The page at an address. What no page has is 'nowhere'. */
export function routeOf(path: string): Route {
  const [first, second, ...rest] = path.split('/').filter((part) => part !== '').map(decoded);
  if (first === undefined) return { page: 'confederations' };
  if (first === 'my' && second === undefined) return { page: 'mine' };
  if (first === 'begin' && second === undefined) return { page: 'begin' };
  if (first === 'confederations' && second !== undefined) return ofConfederation(second, rest);
  if (first === 'plans' && second !== undefined) return ofPlan(second, rest);
  return NOWHERE;
}

function ofConfederation(code: string, [name, which, page, ...more]: readonly string[]): Route {
  if (name === undefined) return { page: 'glance', code };
  if (which === undefined) return isOfConfederation(name) ? { page: name, code } : NOWHERE;
  if (more.length > 0) return NOWHERE;
  if (name === 'proposals' && page === undefined) return { page: 'proposal', code, proposalId: which };
  if (name !== 'assemblies') return NOWHERE;
  if (page === undefined) return { page: 'assembly', code, assemblyCode: which };
  return isOfAssembly(page) ? { page, code, assemblyCode: which } : NOWHERE;
}

function ofPlan(planId: string, [name, otherId, ...more]: readonly string[]): Route {
  if (name === undefined) return { page: 'plan', planId };
  if (name === 'verify' && otherId === undefined) return { page: 'verify', planId };
  return name === 'compare' && otherId !== undefined && more.length === 0 ? { page: 'compare', planId, otherId } : NOWHERE;
}

function isOfConfederation(name: string): name is ConfederationPage { return OF_CONFEDERATIONS.includes(name); }
function isOfAssembly(name: string): name is AssemblyPage { return OF_ASSEMBLIES.includes(name); }

const address = (...parts: readonly string[]) => `/${parts.map(encodeURIComponent).join('/')}`;

/** The address of each page. */
export const addressOf = {
  confederations: () => '/',
  mine: () => '/my',
  begin: () => '/begin',
  confederation: (code: string, page: ConfederationPage = 'glance') => address('confederations', code, ...(page === 'glance' ? [] : [page])),
  proposal: (code: string, proposalId: string) => address('confederations', code, 'proposals', proposalId),
  assembly: (code: string, assemblyCode: string, page: AssemblyPage = 'assembly') =>
    address('confederations', code, 'assemblies', assemblyCode, ...(page === 'assembly' ? [] : [page])),
  plan: (planId: string) => address('plans', planId),
  verify: (planId: string) => address('plans', planId, 'verify'),
  compare: (planId: string, otherId: string) => address('plans', planId, 'compare', otherId),
};

/** A half percent sign is part of no code: as it stands, it is found nowhere. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
