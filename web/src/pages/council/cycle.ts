import type { CouncilAnswer, CycleOfCouncilAnswer } from '../../api/documents.js';

/** A planning cycle as the council's pages show it. */
export type CouncilCycle = NonNullable<CycleOfCouncilAnswer['planningCycle']>;
/** A confederation as they show it. */
export type CouncilConfederation = NonNullable<CouncilAnswer['confederation']>;
