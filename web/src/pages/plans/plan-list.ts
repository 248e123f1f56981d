import { all, ask } from '../../api/ask.js';
import { PlansOfCycle, type PlansOfCycleAnswer } from '../../api/documents.js';

type Node = NonNullable<PlansOfCycleAnswer['planningCycle']>['plans']['nodes'][number];

/** A plan in the list of its cycle. */
export interface ListedPlan extends Node {
  /** 1 for the first that was asked for. */
  readonly number: number;
}

/** All plans of a cycle, the newest first. @throws NoAnswer */
export async function plansOf(cycle: string, signal?: AbortSignal): Promise<readonly ListedPlan[]> {
  const nodes = await all<Node>(async (after) =>
    (await ask(PlansOfCycle, { cycle, after }, signal)).planningCycle?.plans ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
  return nodes.map((node, n) => ({ ...node, number: nodes.length - n }));
}
