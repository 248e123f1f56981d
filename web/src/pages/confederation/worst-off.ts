import { all, ask } from '../../api/ask.js';
import { Towns, WorstOff, type TownsAnswer, type WorstOffAnswer } from '../../api/documents.js';

type WorstOffNode = NonNullable<WorstOffAnswer['plan']>['assemblyLevels']['nodes'][number];
type Town = NonNullable<TownsAnswer['confederation']>['assembliesBeneath']['nodes'][number];

const NONE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** The assemblies with needs in a tier and how far these are met, the worst off first. */
export async function worstOff(plan: string, tier: string, signal: AbortSignal): Promise<readonly WorstOffNode[]> {
  return await all<WorstOffNode>(async (after) => (await ask(WorstOff, { plan, tier, after }, signal)).plan?.assemblyLevels ?? NONE);
}

/** An assembly, where it is, and how far the least met of its needs in a tier is met; null where it has none there. */
export interface PlacedTown extends Town {
  readonly level: number | null;
}

/** Every assembly of a confederation, in the order of their names. */
export async function towns(confederation: string, plan: string, tier: string, signal: AbortSignal): Promise<readonly PlacedTown[]> {
  const [found, levels] = await Promise.all([
    all<Town>(async (after) => (await ask(Towns, { confederation, after }, signal)).confederation?.assembliesBeneath ?? NONE),
    worstOff(plan, tier, signal),
  ]);
  const levelOf = new Map(levels.map(({ assembly, leastLevel }) => [assembly.code, leastLevel]));
  return found.map((town) => ({ ...town, level: levelOf.get(town.code) ?? null }));
}
