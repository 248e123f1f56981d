import type { CouncilAnswer, CycleOfCouncilAnswer } from '../../api/documents.js';

/** A planning cycle as the council's pages show it. */
export type CouncilCycle = NonNullable<CycleOfCouncilAnswer['planningCycle']>;
/** A confederation as they show it. */
export type CouncilConfederation = NonNullable<CouncilAnswer['confederation']>;

/** Whether planning can be started: every member has declared, or the deadline has passed. The service decides; this is for what pages say. */
export function canStartPlanning({ state, notDeclared, declaringUntil }: Pick<CouncilCycle, 'state' | 'notDeclared' | 'declaringUntil'>, now: number): boolean {
  return state === 'DECLARING' && (notDeclared.length === 0 || (declaringUntil !== null && Date.parse(declaringUntil) <= now));
}
