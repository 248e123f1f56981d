import { all, ask } from '../../api/ask.js';
import { CycleDecided, type CycleDecidedAnswer, DecisionsOfCycle, type DecisionsOfCycleAnswer } from '../../api/documents.js';

export type DecidedCycle = NonNullable<CycleDecidedAnswer['planningCycle']>;
export type Decision = NonNullable<DecisionsOfCycleAnswer['planningCycle']>['decisions']['nodes'][number];

/** What a charter asks for, shares as texts. */
export interface Charter {
  readonly assembliesShare: string;
  readonly peopleShare: string | null;
  readonly quorum: string;
}

/** A cycle with everything that was decided in it. */
export interface Decided {
  readonly cycle: DecidedCycle;
  readonly decisions: readonly Decision[];
}

/** How a cycle stands at this moment; null where there is none. @throws NoAnswer */
export async function lookAt(cycleId: string, signal?: AbortSignal): Promise<Decided | null> {
  const [{ planningCycle: cycle }, decisions] = await Promise.all([
    ask(CycleDecided, { cycle: cycleId }, signal),
    all<Decision>(async (after) => (await ask(DecisionsOfCycle, { cycle: cycleId, after }, signal)).planningCycle?.decisions ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }),
  ]);
  return cycle && { cycle, decisions };
}
