import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Uuid } from '../../graphql/scalars.js';
import { NeedChange } from './compared.type.js';

export enum ComparedSortBy {
  CHANGE = 'CHANGE',
  FALL = 'FALL',
}

registerEnumType(ComparedSortBy, {
  name: 'ComparedSortBy',
  description: 'What a list of what changes from one plan to another is sorted by: needs by their levels, assemblies by those of the needs that both plans have, flows by tonne-kilometres.',
  valuesMap: {
    CHANGE: { description: 'How much it differs, up or down: ascending, what differs most stands first.' },
    FALL: { description: 'How much lower it is after: ascending, what falls most stands first, and what rises most behind it.' },
  },
});

/** What all these lists are sorted by. */
@ArgsType()
abstract class ComparedArgs extends PageArgs {
  @Field(() => ComparedSortBy, { defaultValue: ComparedSortBy.CHANGE, description: 'What the list is sorted by.' })
  sortBy!: ComparedSortBy;
}

@InputType({ description: 'Which needs of two plans a list shows; all that is given must hold.' })
export class ComparedNeedFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those of these assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those for these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these tiers.' })
  tierIds?: string[] | null;

  @Field(() => [NeedChange], { nullable: true, description: 'Those of which one of these is true.' })
  changes?: NeedChange[] | null;
}

@ArgsType()
export class ComparedNeedsArgs extends ComparedArgs {
  @Field(() => ComparedNeedFilter, { nullable: true, description: 'Which needs; all that are not the same where it is left out.' })
  filter?: ComparedNeedFilter | null;
}

@InputType({ description: 'Which flows of two plans a list shows; all that is given must hold.' })
export class ComparedFlowFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those that set out from one of these assemblies or arrive there.' })
  assemblyIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these goods.' })
  goodIds?: string[] | null;
}

@ArgsType()
export class ComparedFlowsArgs extends ComparedArgs {
  @Field(() => ComparedFlowFilter, { nullable: true, description: 'Which flows; all that are not the same where it is left out.' })
  filter?: ComparedFlowFilter | null;
}

@InputType({ description: 'Which assemblies of two plans a list shows, and which of their needs are looked at.' })
export class ComparedAssemblyFilter {
  @Field(() => [Uuid], { nullable: true, description: 'These assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that have needs of this tier, by these needs alone; all needs where it is left out.' })
  tierId?: string | null;
}

@ArgsType()
export class ComparedAssembliesArgs extends ComparedArgs {
  @Field(() => ComparedAssemblyFilter, { nullable: true, description: 'Which assemblies and needs; all where it is left out.' })
  filter?: ComparedAssemblyFilter | null;
}
