import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Day } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: "An assembly's or a smaller confederation's place in a confederation, from a day on, until it leaves: then it is retired, and "
    + '`retiredAt` says when. An assembly, and a confederation, may be in several confederations.',
})
export class Membership extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  /** Shown as `assembly`. */
  assemblyId!: string | null;

  /** Shown as `memberConfederation`. */
  memberConfederationId!: string | null;

  @Field(() => Day, { description: 'The day from which on it is a member.' })
  since!: string;
}

export const MembershipConnection = connectionOf(Membership, 'memberships');
export const MembershipResult = resultOf(Membership);
