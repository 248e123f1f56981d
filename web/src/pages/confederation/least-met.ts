import { all, ask } from '../../api/ask.js';
import { LeastMet, Places, type PlacesAnswer } from '../../api/documents.js';

type Place = NonNullable<PlacesAnswer['confederation']>['assembliesBeneath']['nodes'][number];

/** The least met of an assembly's needs in a tier. */
export interface LeastMetNeed {
  readonly code: string;
  readonly name: string;
  readonly level: number;
  readonly good: string;
  readonly periodCode: string;
}

/** An assembly, where it is, and the level of the least met of its needs in the most urgent tier; null where it has none there. */
export interface Town extends Place {
  readonly level: number | null;
}

/** What the tiers and the map of a plan share: whoever asks first asks, and the others get the same. */
export interface Towns {
  /** Of each assembly that has needs in the tier, the least met first. @throws NoAnswer */
  readonly leastMet: (tierId: string) => Promise<readonly LeastMetNeed[]>;
  /** Every assembly of the confederation, in the order of their names. @throws NoAnswer */
  readonly all: (tierId: string | undefined) => Promise<readonly Town[]>;
}

export function townsOf(confederation: string, plan: string): Towns {
  const levels = once(async () => (await ask(LeastMet, { plan })).plan?.levels ?? []);
  const places = once(async () => await all<Place>(async (after) =>
    (await ask(Places, { confederation, after })).confederation?.assembliesBeneath ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }));
  const leastMet = async (tierId: string | undefined) => ((await levels()).find(({ tier }) => tier.id === tierId)?.leastMet ?? [])
    .map(({ assembly, level, good, periodCode }) => ({ ...assembly, level, good: good.name, periodCode }));
  return {
    leastMet,
    all: async (tierId) => {
      const [towns, needs] = await Promise.all([places(), leastMet(tierId)]);
      const levelOf = new Map(needs.map(({ code, level }) => [code, level]));
      return towns.map((town) => ({ ...town, level: levelOf.get(town.code) ?? null }));
    },
  };
}

/** Asks when it is first called, and again after it failed. */
function once<Answer>(question: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return async () => {
    asked ??= question();
    try {
      return await asked;
    } catch (error) {
      asked = undefined;
      throw error;
    }
  };
}
