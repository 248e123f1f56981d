/** A page, with what its address says. */
export type Route =
  | { readonly page: 'confederations' }
  | { readonly page: 'confederation'; readonly code: string }
  | { readonly page: 'assembly'; readonly code: string; readonly assemblyCode: string }
  | { readonly page: 'verify'; readonly planId: string }
  | { readonly page: 'nowhere' };

/** The page at an address. What no page has is 'nowhere'. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '').map(decoded);
  const [first, second, third, fourth] = parts;
  if (first === undefined) return { page: 'confederations' };
  if (first === 'confederations' && second !== undefined) {
    if (parts.length === 2) return { page: 'confederation', code: second };
    if (parts.length === 4 && third === 'assemblies' && fourth !== undefined) return { page: 'assembly', code: second, assemblyCode: fourth };
  }
  if (first === 'plans' && second !== undefined && third === 'verify' && parts.length === 3) return { page: 'verify', planId: second };
  return { page: 'nowhere' };
}

/** The address of each page. */
export const addressOf = {
  confederations: () => '/',
  confederation: (code: string) => `/confederations/${encodeURIComponent(code)}`,
  assembly: (code: string, assemblyCode: string) => `/confederations/${encodeURIComponent(code)}/assemblies/${encodeURIComponent(assemblyCode)}`,
  verify: (planId: string) => `/plans/${encodeURIComponent(planId)}/verify`,
};

/** A half percent sign is part of no code: as it stands, it is found nowhere. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
