import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new ecological limit.' })
export class CreateEcologicalLimit {
  @Field(() => Uuid, { description: 'The confederation whose assemblies agreed on it.' })
  confederationId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Uuid, { description: 'The impact that it limits: one of the same confederation.' })
  impactId!: string;

  @Field(() => Decimal, { description: 'The most that may be caused, in the unit of the impact; it may be 0.' })
  quantity!: string;

  @Field(() => [Uuid], {
    nullable: true, description: 'The assemblies that it holds for, together: 1 to 1000 members of the confederation. For all where it is left out.',
  })
  assemblyIds?: string[] | null;

  @Field(() => [Text], {
    nullable: true, description: 'The codes of the periods that it holds for, together: 1 to 100. For all where it is left out.',
  })
  periods?: string[] | null;
}

@InputType({ description: 'What changes of an ecological limit; what is left out stays as it is. Another impact is another limit.' })
export class ReviseEcologicalLimit {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The most that may be caused, in the unit of the impact.' })
  quantity?: string | null;

  @Field(() => [Uuid], { nullable: true, description: 'The assemblies that it holds for, in place of those before; null where it holds for all.' })
  assemblyIds?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'The codes of its periods, in place of those before; null where it holds for all.' })
  periods?: string[] | null;
}

@InputType({ description: 'Which ecological limits a list shows; all that is given must hold.' })
export class EcologicalLimitFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Uuid, { nullable: true, description: 'Those on this impact.' })
  impactId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that hold for this assembly: that name it, or that hold for all of a confederation that it is in.' })
  assemblyId?: string | null;

  @Field(() => Text, { nullable: true, description: 'Those that hold for a period with this code: that name it, or that hold for all.' })
  period?: string | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum EcologicalLimitSortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  IMPACT = 'IMPACT',
  QUANTITY = 'QUANTITY',
  CREATED = 'CREATED',
}

registerEnumType(EcologicalLimitSortBy, {
  name: 'EcologicalLimitSortBy',
  description: 'What a list of ecological limits is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    IMPACT: { description: 'The names of their impacts, small and capital letters alike.' },
    QUANTITY: { description: 'Their quantities, whatever the unit.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class EcologicalLimitsArgs extends PageArgs {
  @Field(() => EcologicalLimitFilter, { nullable: true, description: 'Which ecological limits; all live ones where it is left out.' })
  filter?: EcologicalLimitFilter | null;

  @Field(() => EcologicalLimitSortBy, { defaultValue: EcologicalLimitSortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: EcologicalLimitSortBy;
}
