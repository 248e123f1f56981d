import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Day, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'An assembly without a delegate is invited.' })
export class InviteAssembly {
  @Field(() => Uuid, { description: 'The confederation that invites it.' })
  confederationId!: string;

  @Field(() => Uuid, { description: 'The assembly.' })
  assemblyId!: string;

  @Field(() => Uuid, { nullable: true, description: 'Who is invited, of those who can sign in; or give newPersonName.' })
  personId?: string | null;

  @Field(() => Text, { nullable: true, description: 'Who is invited, where they cannot sign in yet: a link for them comes back. Or give personId.' })
  newPersonName?: string | null;
}

@InputType({ description: "What the invited person brings: the assembly's resolution that confirms it, and what it entrusts to them." })
export class AcceptInvitation {
  @Field(() => Day, { nullable: true, description: 'The first day of the mandate, in UTC; today where it is left out.' })
  fromDay?: string | null;

  @Field(() => Day, { nullable: true, description: 'The last day of the mandate, in UTC; where it is left out, it holds until it is recalled.' })
  untilDay?: string | null;

  @Field(() => Text, { nullable: true, description: 'What the assembly asks of its delegate; may be left out.' })
  instructions?: string | null;
}

@InputType({ description: 'Which invitations a list shows; all that is given must hold.' })
export class InvitationFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those for this person.' })
  personId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Those that were accepted, or those that were not.' })
  accepted?: boolean | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Those that stand, those that were withdrawn, or both.' })
  retired?: Lifetime;
}

export enum InvitationSortBy {
  CREATED = 'CREATED',
  EXPIRES = 'EXPIRES',
}

registerEnumType(InvitationSortBy, {
  name: 'InvitationSortBy',
  description: 'What a list of invitations is sorted by.',
  valuesMap: {
    CREATED: { description: 'When they were made.' },
    EXPIRES: { description: 'Until when they can be accepted.' },
  },
});

@ArgsType()
export class InvitationsArgs extends PageArgs {
  @Field(() => InvitationFilter, { nullable: true, description: 'Which invitations; all that stand where it is left out.' })
  filter?: InvitationFilter | null;

  @Field(() => InvitationSortBy, { defaultValue: InvitationSortBy.CREATED, description: 'What the list is sorted by.' })
  sortBy!: InvitationSortBy;
}
