/** What an assembly answers to the plans that are proposed; the values are those of the table. */
export enum PlanAnswer {
  RATIFY = 'ratify',
  OBJECT = 'object',
  ABSTAIN = 'abstain',
}

/** What became of a change of a need that an objection proposes; the values are those of the table. */
export enum ChangeOutcome {
  WAITING = 'waiting',
  DONE = 'done',
  NOT_DONE = 'not_done',
}
