import { all, ask } from '../../api/ask.js';
import { MembersAmong, type MembersAmongAnswer } from '../../api/documents.js';
import { session } from '../../session/session.svelte.js';

/** An assembly that somebody can act for. */
export interface OwnAssembly {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

type Member = NonNullable<MembersAmongAnswer['confederation']>['assembliesBeneath']['nodes'][number];

/** The assemblies beneath a confederation whose delegate is signed in, by their names. What it reads of the session it reads at once. @throws NoAnswer */
export async function ownAssemblies(confederationCode: string, signal: AbortSignal): Promise<readonly OwnAssembly[]> {
  const codes = [...new Set(session.mandates.flatMap(({ role, assembly }) => (role === 'DELEGATE' ? [assembly.code] : [])))];
  if (codes.length === 0) return [];
  return await all<Member>(async (after) => (await ask(MembersAmong, { code: confederationCode, codes, after }, signal)).confederation?.assembliesBeneath
    ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
}
