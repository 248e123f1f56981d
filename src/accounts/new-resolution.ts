/** How an assembly decided. */
export enum Manner {
  CONSENSUS = 'consensus',
  VOTES = 'votes',
}

/** What an assembly decided, as it is told when it is written down. */
export interface NewResolution {
  /** The assembly that decided; where it is left out, the one that the act belongs to. */
  readonly assemblyId?: string | null | undefined;
  readonly title: string;
  readonly text?: string | null | undefined;
  /** YYYY-MM-DD, not in the future. */
  readonly decidedOn: string;
  readonly manner: Manner;
  /** All three with votes, none with consensus. */
  readonly votesFor?: number | null | undefined;
  readonly votesAgainst?: number | null | undefined;
  readonly abstaining?: number | null | undefined;
  /** How many people took part, and how many had to. */
  readonly present?: number | null | undefined;
  readonly quorum?: number | null | undefined;
  /** Address of the minutes. */
  readonly minutes?: string | null | undefined;
}
