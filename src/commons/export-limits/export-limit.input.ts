import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new export limit.' })
export class CreateExportLimit {
  @Field(() => Uuid, { description: 'The assembly whose word it is.' })
  assemblyId!: string;

  @Field(() => Uuid, { description: 'The good, of a confederation that the assembly is a member of.' })
  goodId!: string;

  @Field(() => Decimal, { description: 'The most that may leave the assembly, net, in a period, in the unit of the good: at least 0.' })
  quantity!: string;

  @Field(() => Text, { nullable: true, description: 'Code of the period that it holds for; each period alike where it is not given.' })
  period?: string | null;
}

@InputType({ description: 'What changes of an export limit; what is left out stays as it is.' })
export class ReviseExportLimit {
  @Field(() => Decimal, { nullable: true, description: 'The most that may leave the assembly, net, in a period, in the unit of the good: at least 0.' })
  quantity?: string | null;

  @Field(() => Text, { nullable: true, description: 'Code of the period that it holds for; null where it holds for each alike.' })
  period?: string | null;
}

@InputType({ description: 'Which export limits a list shows; all that is given must hold.' })
export class ExportLimitFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those on the goods of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those on these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those that name one of the periods with these codes.' })
  periods?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those on goods whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum ExportLimitSortBy {
  GOOD = 'GOOD',
  ASSEMBLY = 'ASSEMBLY',
  QUANTITY = 'QUANTITY',
  PERIOD = 'PERIOD',
  CREATED = 'CREATED',
}

registerEnumType(ExportLimitSortBy, {
  name: 'ExportLimitSortBy',
  description: 'What a list of export limits is sorted by.',
  valuesMap: {
    GOOD: { description: 'The names of their goods, small and capital letters alike.' },
    ASSEMBLY: { description: 'The names of the assemblies whose word they are, small and capital letters alike.' },
    QUANTITY: { description: 'Their quantities, whatever the unit.' },
    PERIOD: { description: 'The codes of the periods that they hold for; those that hold for each alike come before all.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class ExportLimitsArgs extends PageArgs {
  @Field(() => ExportLimitFilter, { nullable: true, description: 'Which export limits; all live ones where it is left out.' })
  filter?: ExportLimitFilter | null;

  @Field(() => ExportLimitSortBy, { defaultValue: ExportLimitSortBy.GOOD, description: 'What the list is sorted by.' })
  sortBy!: ExportLimitSortBy;
}
