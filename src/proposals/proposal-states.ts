/** Where a proposal stands; the values are those of its table. */
export enum ProposalStatus {
  DRAFT = 'draft',
  OPEN = 'open',
  ADOPTED = 'adopted',
  REFUSED = 'refused',
  WITHDRAWN = 'withdrawn',
  NOT_POSSIBLE = 'not_possible',
}

/** What an assembly can answer. */
export enum Answer {
  AGREE = 'agree',
  OBJECT = 'object',
  ABSTAIN = 'abstain',
}
