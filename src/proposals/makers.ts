import type { CarryingOut } from '../accounts/acting.js';
import type { Failure } from '../records/failures.js';
import type { ChangeKind, GivenFor } from './confederal-change.input.js';

/** The record that a change made or changed, and what people call it. */
export interface Made {
  readonly id: string;
  readonly label: string;
}

/** What carries out each kind of change: the service that writes such records for everybody else too. */
export type Makers<Kinds extends ChangeKind> = {
  readonly [Kind in Kinds]: (acting: CarryingOut, given: GivenFor<Kind>) => Promise<Made | Failure>;
};

/** A record by its name, or by its code. */
export function named(row: { readonly id: string; readonly name: string } | Failure): Made | Failure {
  return 'failure' in row ? row : { id: row.id, label: row.name };
}
