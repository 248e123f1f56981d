import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new good.' })
export class CreateGood {
  @Field(() => Uuid, { description: 'The confederation that shares it.' })
  confederationId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Text, { description: 'The unit of all its quantities, such as kg, litre or cord.' })
  unit!: string;

  @Field(() => Decimal, { nullable: true, description: 'What one unit weighs, in tonnes; 0 where it is not given: it takes no room on a route.' })
  tonnesPerUnit?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it keeps from one period to the next; false where it is not given.' })
  storable?: boolean | null;

  @Field(() => Decimal, { nullable: true, description: 'Share of it that is lost in a period of keeping, from 0 to 1; 0 where it is not given.' })
  lossPerPeriod?: string | null;
}

@InputType({ description: 'What changes of a good; what is left out stays as it is.' })
export class ReviseGood {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Text, { nullable: true, description: 'The unit of all its quantities. Quantities that are there already keep their numbers.' })
  unit?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'What one unit weighs, in tonnes.' })
  tonnesPerUnit?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it keeps from one period to the next.' })
  storable?: boolean | null;

  @Field(() => Decimal, { nullable: true, description: 'Share of it that is lost in a period of keeping, from 0 to 1.' })
  lossPerPeriod?: string | null;
}

@InputType({ description: 'Which goods a list shows; all that is given must hold.' })
export class GoodFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Those that keep from one period to the next, or those that do not.' })
  storable?: boolean | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum GoodSortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  WEIGHT = 'WEIGHT',
  CREATED = 'CREATED',
}

registerEnumType(GoodSortBy, {
  name: 'GoodSortBy',
  description: 'What a list of goods is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    WEIGHT: { description: 'What one unit weighs.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class GoodsArgs extends PageArgs {
  @Field(() => GoodFilter, { nullable: true, description: 'Which goods; all live ones where it is left out.' })
  filter?: GoodFilter | null;

  @Field(() => GoodSortBy, { defaultValue: GoodSortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: GoodSortBy;
}
