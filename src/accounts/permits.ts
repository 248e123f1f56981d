import type { EntityManager } from 'typeorm';
import { notPermitted, type NotPermitted } from '../records/failures.js';
import type { RecordKind } from '../records/record-kind.js';
import { type Acting, Scope } from './acting.js';

/** What somebody is about to do to which record. */
export type Deed =
  /** `within`: the id of the confederation, assembly or enterprise that it will belong to; absent for what belongs to none. */
  | { readonly does: 'create'; readonly kind: RecordKind; readonly within?: string }
  | { readonly does: 'revise' | 'retire'; readonly kind: RecordKind; readonly id: string };

/**
 * Whether who is acting may do it: the refusal, or undefined where it is permitted. Every write asks here, inside its own
 * transaction, so that the mandate that permits it can be locked until the write is done. Today everything is permitted but to tokens that are there to read.
 */
export const permits: (tx: EntityManager, acting: Acting, deed: Deed) => Promise<NotPermitted | undefined> = (_tx, acting) => Promise.resolve(
  acting.as === 'person' && !acting.scopes.includes(Scope.ASSEMBLY) && !acting.scopes.includes(Scope.COUNCIL)
    ? notPermitted('This token can read, and nothing else.') : undefined);
