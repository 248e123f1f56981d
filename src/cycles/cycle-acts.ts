import { CycleState, wordFor } from './cycle-state.js';

/**
 * What can be done with a planning cycle: by whom, in which states, to which state it leads, and what must hold. The one table of it in
 * the program; what is not in it is refused. Services ask `whyNot` inside the transaction in which the cycle is locked.
 */
export type CycleAct =
  | 'declareNeeds' | 'confirmDeclaration' | 'askQuestion' | 'answerQuestion' | 'setDeadlines' | 'revisePeriods' | 'reviseObjectives' | 'planFor' | 'startPlanning' | 'proposePlans' | 'withdrawProposedPlan'
  | 'openDeciding' | 'reopenDeclaring' | 'decideOnPlans' | 'adopt' | 'refuse' | 'carryOut' | 'close';

/** What the conditions look at, all of one moment. */
export interface CycleFacts {
  readonly now: Date;
  readonly declaringUntil: Date | null;
  readonly decidingUntil: Date | null;
  /** Members that have not declared in this round. */
  readonly notDeclared: number;
  /** Plans that are proposed at present. */
  readonly proposed: number;
  /** The last day of the last period, YYYY-MM-DD; null without periods. */
  readonly lastDay: string | null;
  /** What whoever acts gives as the reason; empty where they give none. */
  readonly reason: string;
}

export interface CycleActRule {
  /** The count: neither coordinators nor a single assembly, but the decisions of all, counted under the charter. */
  readonly by: 'assemblies' | 'coordinators' | 'the count';
  readonly from: readonly CycleState[];
  /** The state that it leads to; absent where the cycle stays where it is. */
  readonly to?: CycleState;
  /** What it is, in the words of a sentence: "plans can be proposed". */
  readonly words: string;
  /** What else must hold: why it may not be done, or undefined where it may. */
  readonly unless?: (facts: CycleFacts) => string | undefined;
}

const { DECLARING, PLANNING, PROPOSED, DECIDING, ADOPTED, CARRIED_OUT, CLOSED } = CycleState;

export const cycleActs: Readonly<Record<CycleAct, CycleActRule>> = {
  declareNeeds: { by: 'assemblies', from: [DECLARING], words: 'needs can be declared, revised and withdrawn' },
  confirmDeclaration: { by: 'assemblies', from: [DECLARING], words: 'declarations can be confirmed' },
  // Coordinators ask too. Neither moves anything: assemblies and council do not wait for each other.
  askQuestion: { by: 'assemblies', from: [DECLARING, PLANNING, PROPOSED], words: 'questions can be asked' },
  answerQuestion: { by: 'assemblies', from: [DECLARING, PLANNING, PROPOSED, DECIDING], words: 'questions can be answered' },
  setDeadlines: { by: 'coordinators', from: [DECLARING, DECIDING], words: 'deadlines can be set' },
  revisePeriods: { by: 'coordinators', from: [DECLARING], words: 'periods can be revised' },
  reviseObjectives: { by: 'coordinators', from: [DECLARING, PLANNING], words: 'objectives can be revised' },
  planFor: { by: 'coordinators', from: [DECLARING, PLANNING], words: 'plans can be made' },
  startPlanning: { by: 'coordinators', from: [DECLARING], to: PLANNING, words: 'planning can be started', unless: assembliesStillDeclare },
  proposePlans: { by: 'coordinators', from: [PLANNING, PROPOSED], to: PROPOSED, words: 'plans can be proposed' },
  withdrawProposedPlan: { by: 'coordinators', from: [PROPOSED], words: 'proposed plans can be withdrawn', unless: isTheLastProposed },
  openDeciding: { by: 'coordinators', from: [PROPOSED], to: DECIDING, words: 'deciding can be opened' },
  reopenDeclaring: { by: 'coordinators', from: [PLANNING, PROPOSED], to: DECLARING, words: 'declaring can be reopened', unless: hasNoReason },
  decideOnPlans: { by: 'assemblies', from: [DECIDING], words: 'assemblies can decide', unless: decidingIsOver },
  adopt: { by: 'the count', from: [DECIDING], to: ADOPTED, words: 'a plan can be adopted' },
  refuse: { by: 'the count', from: [DECIDING], to: DECLARING, words: 'plans can be refused' },
  carryOut: { by: 'coordinators', from: [ADOPTED], to: CARRIED_OUT, words: 'carrying out can begin' },
  close: { by: 'coordinators', from: [CARRIED_OUT], to: CLOSED, words: 'the cycle can be closed', unless: goesOn },
};

/** Why an act may not be done now, with what is allowed instead; undefined where it may. */
export function whyNot(act: CycleAct, state: CycleState, facts: CycleFacts): string | undefined {
  const rule = cycleActs[act];
  if (!rule.from.includes(state)) return `${rule.words} only while it is ${listed(rule.from.map(wordFor))}. ${whatIsAllowed(state)}`;
  return rule.unless?.(facts);
}

/** "Now allowed: startPlanning, planFor". */
export function whatIsAllowed(state: CycleState): string {
  const acts = Object.entries(cycleActs).filter(([, rule]) => rule.from.includes(state) && rule.by !== 'the count').map(([act]) => act);
  return acts.length === 0 ? 'Nothing more is done with it' : `Now allowed: ${acts.join(', ')}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function assembliesStillDeclare({ now, declaringUntil, notDeclared }: CycleFacts): string | undefined {
  if (notDeclared === 0 || (declaringUntil !== null && declaringUntil <= now)) return undefined;
  const who = `${notDeclared} of its assemblies ${notDeclared === 1 ? 'has' : 'have'} not declared yet`;
  return declaringUntil === null
    ? `${who}, and there is no deadline: planning can be started once all have, or once a deadline that setDeadlines sets has passed`
    : `${who}, and they have until ${declaringUntil.toISOString()}`;
}

function isTheLastProposed({ proposed }: CycleFacts): string | undefined {
  return proposed > 1 ? undefined : 'it is the only plan that is proposed: propose another first, or reopen declaring';
}

function hasNoReason({ reason }: CycleFacts): string | undefined {
  return reason.trim() === '' ? 'declaring is reopened with a reason, which everybody can read' : undefined;
}

function decidingIsOver({ now, decidingUntil }: CycleFacts): string | undefined {
  return decidingUntil !== null && decidingUntil <= now ? `assemblies had until ${decidingUntil.toISOString()} to decide` : undefined;
}

function goesOn({ now, lastDay, reason }: CycleFacts): string | undefined {
  if (reason.trim() !== '' || lastDay === null || lastDay < now.toISOString().slice(0, 10)) return undefined;
  return `its last period ends on ${lastDay}: until then it is closed with a reason, which everybody can read`;
}
