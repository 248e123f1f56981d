/** A column of a table that is filled in. */
export interface EntryColumn {
  readonly id: string;
  readonly name: string;
}

/** A row of it; `note` stands beneath its name: how urgent, in what unit. */
export interface EntryRow {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
}

/** A cell of it. */
export interface EntryCell {
  readonly text: string;
  /** Whether it differs from what stands. */
  readonly changed: boolean;
  /** What is wrong with it. */
  readonly problem?: string | undefined;
  /** What the service said is wrong with it, in its own words, in English. */
  readonly said?: string | undefined;
  /** What may help: what stood there, that it is a lot. */
  readonly hint?: string | undefined;
}
