import type { Document } from './documents.js';
import { NoAnswer, reach } from './reach.js';
import { endSession, sessionSecret } from './secret.svelte.js';

interface Reply<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Asks the public GraphQL API, as whoever is signed in. A session that has ended is forgotten, and what everybody may know is asked without it.
 * @throws NoAnswer
 */
export async function ask<Answer, Variables>(document: Document<Answer, Variables>, variables: Variables, signal?: AbortSignal): Promise<Answer> {
  const secret = sessionSecret();
  const response = await reach('/graphql', {
    method: 'POST', headers: { 'content-type': 'application/json', ...(secret === null ? {} : { authorization: `Bearer ${secret}` }) },
    body: JSON.stringify({ query: document, variables }), signal: signal ?? null,
  });
  if (response.status === NOT_RECOGNISED && secret !== null) {
    endSession();
    return await ask(document, variables, signal);
  }
  const reply = await bodyOf<Reply<Answer>>(response);
  const [error] = reply.errors ?? [];
  if (error) throw new NoAnswer({ kind: 'refused', message: error.message });
  if (!response.ok || reply.data == null) throw new NoAnswer({ kind: 'refused', message: `${response.status} ${response.statusText}` });
  return reply.data;
}

/** By this the service says that the session has ended. */
const NOT_RECOGNISED = 401;

/** One page of a list. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A whole list, page after page. @throws NoAnswer */
export async function all<Node>(page: (after: string | null) => Promise<Page<Node>>): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ;) {
    const { nodes: some, pageInfo }: Page<Node> = await page(after);
    nodes.push(...some);
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return nodes;
    after = pageInfo.endCursor;
  }
}

async function bodyOf<Body>(response: Response): Promise<Body> {
  try {
    return await response.json() as Body;
  } catch {
    throw new NoAnswer({ kind: 'refused', message: `${response.status} ${response.statusText}` });
  }
}
