import { all, ask } from '../../api/ask.js';
import { Ground, GroundGoods, type GroundGoodsAnswer, GroundLimits, type GroundLimitsAnswer, GroundNorms, type GroundNormsAnswer } from '../../api/documents.js';

type Good = NonNullable<GroundGoodsAnswer['confederation']>['goods']['nodes'][number];
type Limit = NonNullable<GroundLimitsAnswer['confederation']>['limits']['nodes'][number];
type Norm = NonNullable<GroundNormsAnswer['confederation']>['norms']['nodes'][number];

const NONE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** What a confederation shares now, from which a proposal starts. Null where there is no such confederation. @throws NoAnswer */
export async function groundOf(code: string, signal: AbortSignal) {
  const [{ confederation }, goods, limits, norms] = await Promise.all([
    ask(Ground, { code }, signal),
    all<Good>(async (after) => (await ask(GroundGoods, { code, after }, signal)).confederation?.goods ?? NONE),
    all<Limit>(async (after) => (await ask(GroundLimits, { code, after }, signal)).confederation?.limits ?? NONE),
    all<Norm>(async (after) => (await ask(GroundNorms, { code, after }, signal)).confederation?.norms ?? NONE),
  ]);
  if (confederation === null) return null;
  return { ...confederation, tiers: confederation.tiers.nodes, impacts: confederation.impacts.nodes, goods, limits, norms };
}

export type SharedNow = NonNullable<Awaited<ReturnType<typeof groundOf>>>;
