import { ArgsType, Field, InputType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Uuid } from '../../graphql/scalars.js';
import { NeedChange } from './compared.type.js';

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
export class ComparedNeedsArgs extends PageArgs {
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
export class ComparedFlowsArgs extends PageArgs {
  @Field(() => ComparedFlowFilter, { nullable: true, description: 'Which flows; all that are not the same where it is left out.' })
  filter?: ComparedFlowFilter | null;
}

@ArgsType()
export class ComparedAssembliesArgs extends PageArgs {
  @Field(() => Uuid, { nullable: true, description: 'The tier whose needs are looked at; all needs where it is left out.' })
  tier?: string | null;
}
