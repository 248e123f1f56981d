import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Timestamp } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'By it the council of a confederation invites an assembly that has no delegate. The person who is invited becomes its first delegate once they come with its resolution.',
})
export class Invitation extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `invited`. */
  personId!: string;

  @Field(() => Timestamp, { description: 'Until when it can be accepted.' })
  expiresAt!: Date;

  /** Shown as `mandate`. */
  mandateId!: string | null;
}

export const InvitationConnection = connectionOf(Invitation, 'invitations');
export const InvitationResult = resultOf(Invitation);
