import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new stock.' })
export class CreateStock {
  @Field(() => Uuid, { description: 'The assembly that has it.' })
  assemblyId!: string;

  @Field(() => Uuid, { description: 'The good, of a confederation that the assembly is a member of.' })
  goodId!: string;

  @Field(() => Decimal, { description: 'How much there is, in the unit of the good: at least 0.' })
  quantity!: string;

  @Field(() => Text, { nullable: true, description: 'Code of the period at whose start it becomes available; from the first period on where it is not given.' })
  period?: string | null;
}

@InputType({ description: 'What changes of a stock; what is left out stays as it is.' })
export class ReviseStock {
  @Field(() => Decimal, { nullable: true, description: 'How much there is, in the unit of the good: at least 0.' })
  quantity?: string | null;

  @Field(() => Text, { nullable: true, description: 'Code of the period at whose start it becomes available; null: from the first period on.' })
  period?: string | null;
}

@InputType({ description: 'Which stocks a list shows; all that is given must hold.' })
export class StockFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of the goods of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those that become available in one of the periods with these codes.' })
  periods?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those of goods whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum StockSortBy {
  GOOD = 'GOOD',
  ASSEMBLY = 'ASSEMBLY',
  QUANTITY = 'QUANTITY',
  PERIOD = 'PERIOD',
  CREATED = 'CREATED',
}

registerEnumType(StockSortBy, {
  name: 'StockSortBy',
  description: 'What a list of stocks is sorted by.',
  valuesMap: {
    GOOD: { description: 'The names of their goods, small and capital letters alike.' },
    ASSEMBLY: { description: 'The names of the assemblies that have them, small and capital letters alike.' },
    QUANTITY: { description: 'How much there is, whatever the unit.' },
    PERIOD: { description: 'The codes of the periods in which they become available; those that are there from the first on come before all.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class StocksArgs extends PageArgs {
  @Field(() => StockFilter, { nullable: true, description: 'Which stocks; all live ones where it is left out.' })
  filter?: StockFilter | null;

  @Field(() => StockSortBy, { defaultValue: StockSortBy.GOOD, description: 'What the list is sorted by.' })
  sortBy!: StockSortBy;
}
