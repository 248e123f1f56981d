import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';
import { PeriodQuantityEntry } from './period-quantity.type.js';
import { PoolKind } from './pool-kind.js';

@InputType({ description: 'A new pool. How much there is, is given as `quantity` or as `quantityByPeriod`: one of them.' })
export class CreatePool {
  @Field(() => Uuid, { description: 'The assembly that holds it.' })
  assemblyId!: string;

  @Field(() => Uuid, { nullable: true, description: 'The enterprise of the same assembly that it belongs to, if it belongs to one.' })
  enterpriseId?: string | null;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => PoolKind, { description: 'What kind of capacity it is. Land is recorded as land parcels.' })
  kind!: PoolKind;

  @Field(() => Text, { description: 'The unit of all its quantities, such as hour.' })
  unit!: string;

  @Field(() => Decimal, { nullable: true, description: 'How much there is in each period.' })
  quantity?: string | null;

  @Field(() => [PeriodQuantityEntry], {
    nullable: true, description: 'How much there is in which period, each named once; 0 in a period that is not named.',
  })
  quantityByPeriod?: PeriodQuantityEntry[] | null;

  @Field(() => Decimal, {
    nullable: true, description: 'Share of what processes add to it that wears out in a period, from 0 to 1; 0 where it is not given.',
  })
  lossPerPeriod?: string | null;
}

@InputType({ description: 'What changes of a pool; what is left out stays as it is.' })
export class RevisePool {
  @Field(() => Uuid, { nullable: true, description: 'The enterprise of the same assembly that it belongs to; null: to none.' })
  enterpriseId?: string | null;

  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => PoolKind, { nullable: true, description: 'What kind of capacity it is.' })
  kind?: PoolKind | null;

  @Field(() => Text, { nullable: true, description: 'The unit of all its quantities. Quantities that are there already keep their numbers.' })
  unit?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'How much there is in each period, in place of what there was, by period or not.' })
  quantity?: string | null;

  @Field(() => [PeriodQuantityEntry], {
    nullable: true, description: 'How much there is in which period, each named once, in place of what there was, by period or not.',
  })
  quantityByPeriod?: PeriodQuantityEntry[] | null;

  @Field(() => Decimal, { nullable: true, description: 'Share of what processes add to it that wears out in a period, from 0 to 1.' })
  lossPerPeriod?: string | null;
}

@InputType({ description: 'Which pools a list shows; all that is given must hold.' })
export class PoolFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of the assemblies that are members of this confederation at present.' })
  confederationId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of this enterprise.' })
  enterpriseId?: string | null;

  @Field(() => [PoolKind], { nullable: true, description: 'Those of these kinds.' })
  kinds?: PoolKind[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum PoolSortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  KIND = 'KIND',
  QUANTITY = 'QUANTITY',
  CREATED = 'CREATED',
}

registerEnumType(PoolSortBy, {
  name: 'PoolSortBy',
  description: 'What a list of pools is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    KIND: { description: 'Their kinds: equipment, labour, other.' },
    QUANTITY: { description: 'How much there is, in the period that has the most of it, whatever the unit.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class PoolsArgs extends PageArgs {
  @Field(() => PoolFilter, { nullable: true, description: 'Which pools; all live ones where it is left out.' })
  filter?: PoolFilter | null;

  @Field(() => PoolSortBy, { defaultValue: PoolSortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: PoolSortBy;
}
