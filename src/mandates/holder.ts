import type { EntityManager } from 'typeorm';
import { newLink } from '../accounts/links.js';
import { checkPersonName } from '../accounts/person-name.js';
import type { Checks } from '../records/checks.js';
import { type Failure, invalidInput } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/** Somebody who is there, or somebody new: exactly one of the two. */
export interface HolderInput {
  readonly personId?: string | null;
  readonly newPersonName?: string | null;
}

/** Who is to hold a mandate; `link` is the secret of a one-time link for a person who is new. */
export interface Holder {
  readonly personId: string;
  readonly link: string | null;
}

/** Exactly one of the two is given, and a name that a person can have. */
export function checkHolder(checks: Checks, { personId, newPersonName }: HolderInput): void {
  checkPersonName(checks, 'newPersonName', newPersonName ?? undefined);
  if ((personId == null) === (newPersonName == null)) {
    checks.fault('personId', 'either personId or newPersonName', personId == null ? 'neither' : 'both');
  }
}

/** The person that is named, or a new one with a link to begin an account. InvalidInput where there is no such person. */
export async function holderOf(tx: EntityManager, { personId, newPersonName }: HolderInput): Promise<Holder | Failure> {
  if (personId != null) {
    const [row] = await rowsOf(tx, sql`select id from person where id = ${personId} and retired_at is null`);
    return row ? { personId, link: null } : invalidInput([{ path: 'personId', expected: 'a person', came: 'an id of none' }]);
  }
  const [row] = await rowsOf(tx, sql`insert into person (name) values (${newPersonName}) returning id`);
  const id = String(row?.['id']);
  return { personId: id, link: await newLink(tx, id) };
}
