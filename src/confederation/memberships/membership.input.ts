import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Day, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'An assembly, or a smaller confederation, that joins a confederation.' })
export class JoinConfederation {
  @Field(() => Uuid, { description: 'The confederation that it joins.' })
  confederationId!: string;

  @Field(() => Uuid, { nullable: true, description: 'The assembly that joins; or give memberConfederationId.' })
  assemblyId?: string | null;

  @Field(() => Uuid, {
    nullable: true, description: 'The confederation that joins; or give assemblyId. None that the confederation it joins is beneath of.',
  })
  memberConfederationId?: string | null;

  @Field(() => Day, { description: 'The day from which on it is a member.' })
  since!: string;
}

@InputType({ description: 'What changes of a membership; what is left out stays as it is.' })
export class ReviseMembership {
  @Field(() => Day, { nullable: true, description: 'The day from which on it is a member.' })
  since?: string | null;
}

@InputType({ description: 'Which memberships a list shows; all that is given must hold.' })
export class MembershipFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation in larger ones.' })
  memberConfederationId?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Present memberships, those that were left, or both.' })
  retired?: Lifetime;
}

export enum MembershipSortBy {
  SINCE = 'SINCE',
  CREATED = 'CREATED',
}

registerEnumType(MembershipSortBy, {
  name: 'MembershipSortBy',
  description: 'What a list of memberships is sorted by.',
  valuesMap: {
    SINCE: { description: 'The day from which on it is a member.' },
    CREATED: { description: 'When it was written down.' },
  },
});

@ArgsType()
export class MembershipsArgs extends PageArgs {
  @Field(() => MembershipFilter, { nullable: true, description: 'Which memberships; all present ones where it is left out.' })
  filter?: MembershipFilter | null;

  @Field(() => MembershipSortBy, { defaultValue: MembershipSortBy.SINCE, description: 'What the list is sorted by.' })
  sortBy!: MembershipSortBy;
}
