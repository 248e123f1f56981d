import { all, ask } from '../../api/ask.js';
import {
  DeclarationsOfCycle, type DeclarationsAnswer, type DeclarationsOfCycleAnswer, FaultsOfCycle, type FaultsOfCycleAnswer, FurthestPerPerson, type FurthestPerPersonAnswer, NeedsToAskAbout,
  type NeedsToAskAboutAnswer, PerPersonOfGood, QuestionsOfCycle, type QuestionsOfCycleAnswer,
} from '../../api/documents.js';

export type DeclaringConfederation = NonNullable<DeclarationsAnswer['confederation']>;
export type DeclaringCycle = NonNullable<DeclarationsOfCycleAnswer['planningCycle']>;
export type Fault = NonNullable<FaultsOfCycleAnswer['planningCycle']>['declarationFaults']['nodes'][number];
/** What an assembly declared of a good in a tier, per person and year. */
export type PerPerson = NonNullable<FurthestPerPersonAnswer['planningCycle']>['declaredPerPerson']['nodes'][number];
export type Question = NonNullable<QuestionsOfCycleAnswer['planningCycle']>['questions']['nodes'][number];
export type AskableNeed = NeedsToAskAboutAnswer['needs']['nodes'][number];

/** What a question is to be about. */
export interface Subject {
  readonly assemblyId: string;
  readonly goodId: string | null;
}

const NONE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Who has declared; null where there is no such cycle. @throws NoAnswer */
export async function whoDeclared(cycle: string, signal?: AbortSignal): Promise<DeclaringCycle | null> {
  return (await ask(DeclarationsOfCycle, { cycle }, signal)).planningCycle;
}

/** What is plainly missing in declarations. @throws NoAnswer */
export async function faultsOf(cycle: string, signal?: AbortSignal): Promise<readonly Fault[]> {
  return await all<Fault>(async (after) => (await ask(FaultsOfCycle, { cycle, after }, signal)).planningCycle?.declarationFaults ?? NONE);
}

/** Of all goods, what is furthest from the median. @throws NoAnswer */
export async function furthestOf(cycle: string, signal?: AbortSignal): Promise<readonly PerPerson[]> {
  return (await ask(FurthestPerPerson, { cycle }, signal)).planningCycle?.declaredPerPerson.nodes ?? [];
}

/** What everybody declared of a good, what is furthest from its median first. @throws NoAnswer */
export async function perPersonOf(cycle: string, good: string, signal?: AbortSignal): Promise<readonly PerPerson[]> {
  return await all<PerPerson>(async (after) => (await ask(PerPersonOfGood, { cycle, good, after }, signal)).planningCycle?.declaredPerPerson ?? NONE);
}

/** The questions that were asked, the last first; those that were withdrawn among them. @throws NoAnswer */
export async function questionsOf(cycle: string, signal?: AbortSignal): Promise<readonly Question[]> {
  return await all<Question>(async (after) => (await ask(QuestionsOfCycle, { cycle, after }, signal)).planningCycle?.questions ?? NONE);
}

/** The needs that an assembly declared, by good. @throws NoAnswer */
export async function needsOf(cycle: string, assembly: string, signal?: AbortSignal): Promise<readonly AskableNeed[]> {
  return await all<AskableNeed>(async (after) => (await ask(NeedsToAskAbout, { cycle, assembly, after }, signal)).needs);
}
