import { all, ask } from '../../api/ask.js';
import { LeastMet, type LeastMetAnswer } from '../../api/documents.js';

type Node = NonNullable<LeastMetAnswer['confederation']>['assembliesBeneath']['nodes'][number];

/** An assembly, where it is, and the least met of its needs in a tier; null where it has none there. */
export interface LeastMetOf {
  readonly code: string;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly need: { readonly level: number; readonly good: string; readonly periodCode: string } | null;
}

/** Every assembly of a confederation with the least met of its needs in a tier, in the order of their names. */
export async function leastMet(confederation: string, plan: string, tier: string, signal: AbortSignal): Promise<readonly LeastMetOf[]> {
  const nodes = await all<Node>(async (after) => {
    const answer = await ask(LeastMet, { confederation, plan, tier, after }, signal);
    return answer.confederation?.assembliesBeneath ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  });
  return nodes.map(({ code, name, latitude, longitude, plan: planned }) => {
    const [need] = planned?.needs.nodes ?? [];
    return { code, name, latitude, longitude, need: need ? { level: need.level, good: need.good.name, periodCode: need.periodCode } : null };
  });
}
