import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new norm. There is one live norm for each good and tier.' })
export class CreateNorm {
  @Field(() => Uuid, { description: 'The confederation that agrees on it.' })
  confederationId!: string;

  @Field(() => Uuid, { description: 'The good: one of the same confederation.' })
  goodId!: string;

  @Field(() => Uuid, { description: 'The tier: one of the same confederation.' })
  tierId!: string;

  @Field(() => Decimal, { description: 'How much of the good a person needs in a year of 365.25 days, in the unit of the good: above 0.' })
  perPersonYear!: string;
}

@InputType({ description: 'What changes of a norm; what is left out stays as it is. For another good or tier it is another norm.' })
export class ReviseNorm {
  @Field(() => Decimal, { nullable: true, description: 'How much of the good a person needs in a year of 365.25 days, in the unit of the good: above 0.' })
  perPersonYear?: string | null;
}

@InputType({ description: 'Which norms a list shows; all that is given must hold.' })
export class NormFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those for these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those in these tiers.' })
  tierIds?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose good\'s name has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum NormSortBy {
  GOOD = 'GOOD',
  TIER = 'TIER',
  CREATED = 'CREATED',
}

registerEnumType(NormSortBy, {
  name: 'NormSortBy',
  description: 'What a list of norms is sorted by.',
  valuesMap: {
    GOOD: { description: 'The names of their goods, small and capital letters alike.' },
    TIER: { description: 'The places of their tiers, the most urgent first.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class NormsArgs extends PageArgs {
  @Field(() => NormFilter, { nullable: true, description: 'Which norms; all live ones where it is left out.' })
  filter?: NormFilter | null;

  @Field(() => NormSortBy, { defaultValue: NormSortBy.GOOD, description: 'What the list is sorted by.' })
  sortBy!: NormSortBy;
}
