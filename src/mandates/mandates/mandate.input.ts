import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Day, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';
import { MandateRole } from './mandate-role.js';

@InputType({ description: 'A mandate that an assembly gives.' })
export class GiveMandate {
  @Field(() => Uuid, { description: 'The assembly that gives it.' })
  assemblyId!: string;

  @Field(() => MandateRole, { description: 'What it is for.' })
  role!: MandateRole;

  @Field(() => Uuid, { nullable: true, description: 'Who is to hold it, of those who can sign in; or give newPersonName.' })
  personId?: string | null;

  @Field(() => Text, { nullable: true, description: 'Who is to hold it, where they cannot sign in yet: a link for them comes back with the mandate. Or give personId.' })
  newPersonName?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'On the council of which confederation: for coordinators alone. The assembly must be a member of it.' })
  confederationId?: string | null;

  @Field(() => Day, { nullable: true, description: 'The first day on which it holds, in UTC; today where it is left out.' })
  fromDay?: string | null;

  @Field(() => Day, { nullable: true, description: 'The last day on which it holds, in UTC; where it is left out, it holds until it is recalled.' })
  untilDay?: string | null;

  @Field(() => Text, { nullable: true, description: 'What the assembly asks of whoever holds it; may be left out.' })
  instructions?: string | null;
}

@InputType({ description: 'Which mandates a list shows; all that is given must hold.' })
export class MandateFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those that this assembly gave.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those on the council of this confederation.' })
  confederationId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of this person.' })
  personId?: string | null;

  @Field(() => MandateRole, { nullable: true, description: 'Those of this role.' })
  role?: MandateRole | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Those that were not recalled, those that were, or both.' })
  retired?: Lifetime;
}

export enum MandateSortBy {
  FROM = 'FROM',
  CREATED = 'CREATED',
}

registerEnumType(MandateSortBy, {
  name: 'MandateSortBy',
  description: 'What a list of mandates is sorted by.',
  valuesMap: {
    FROM: { description: 'The first days on which they hold.' },
    CREATED: { description: 'When they were given.' },
  },
});

@ArgsType()
export class MandatesArgs extends PageArgs {
  @Field(() => MandateFilter, { nullable: true, description: 'Which mandates; all that were not recalled where it is left out.' })
  filter?: MandateFilter | null;

  @Field(() => MandateSortBy, { defaultValue: MandateSortBy.FROM, description: 'What the list is sorted by.' })
  sortBy!: MandateSortBy;
}
