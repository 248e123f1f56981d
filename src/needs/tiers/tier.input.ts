import { ArgsType, Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new tier.' })
export class CreateTier {
  @Field(() => Uuid, { description: 'The confederation that agreed on it.' })
  confederationId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Text, { nullable: true, description: 'Which needs belong in it, in words; empty where it is not given.' })
  description?: string | null;

  @Field(() => Int, {
    nullable: true, description: 'Its place in the order of urgency, the most urgent having the smallest: 1 to 1000, of no other live tier; after all others where it is not given.',
  })
  position?: number | null;
}

@InputType({ description: 'What changes of a tier; what is left out stays as it is.' })
export class ReviseTier {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Text, { nullable: true, description: 'Which needs belong in it, in words; may be empty.' })
  description?: string | null;

  @Field(() => Int, { nullable: true, description: 'Its place in the order of urgency, which no other live tier may have: of two that change places, one goes to a free place first.' })
  position?: number | null;
}

@InputType({ description: 'Which tiers a list shows; all that is given must hold.' })
export class TierFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum TierSortBy {
  POSITION = 'POSITION',
  NAME = 'NAME',
  CODE = 'CODE',
  CREATED = 'CREATED',
}

registerEnumType(TierSortBy, {
  name: 'TierSortBy',
  description: 'What a list of tiers is sorted by.',
  valuesMap: {
    POSITION: { description: 'Their urgency, the most urgent first.' },
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class TiersArgs extends PageArgs {
  @Field(() => TierFilter, { nullable: true, description: 'Which tiers; all live ones where it is left out.' })
  filter?: TierFilter | null;

  @Field(() => TierSortBy, { defaultValue: TierSortBy.POSITION, description: 'What the list is sorted by.' })
  sortBy!: TierSortBy;
}
