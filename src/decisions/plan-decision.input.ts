import { ArgsType, Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../graphql/scalars.js';
import { Lifetime } from '../records/change.js';
import { PlanAnswer } from './plan-answer.js';

registerEnumType(PlanAnswer, {
  name: 'PlanAnswer',
  description: 'What an assembly answers to the plans that are proposed.',
  valuesMap: {
    RATIFY: { description: 'It ratifies one of them, or several in the order in which it likes them.' },
    OBJECT: { description: 'It objects to all of them, with reasons.' },
    ABSTAIN: { description: 'It neither ratifies nor objects.' },
  },
});

@InputType({ description: "A change of one of the assembly's own needs, which an objection proposes: another quantity, or that it is withdrawn." })
export class ObjectionNeedEntry {
  @Field(() => Uuid, { description: 'The need: one of the assembly, which stands.' })
  needId!: string;

  @Field(() => Int, { description: 'The version that the assembly saw.' })
  version!: number;

  @Field(() => Decimal, { nullable: true, description: 'How much is needed instead, in the unit of the good: above 0.' })
  quantity?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the need is to be withdrawn instead.' })
  withdraw?: boolean | null;
}

@InputType({ description: 'A change of an ecological limit, which an objection proposes. The limit itself changes only by a proposal that the assemblies adopt.' })
export class ObjectionLimitEntry {
  @Field(() => Uuid, { description: 'The limit: one of the confederation.' })
  ecologicalLimitId!: string;

  @Field(() => Decimal, { description: 'The most of the impact that may be caused instead: at least 0.' })
  quantity!: string;
}

@InputType({ description: 'Why an assembly objects to all plans that are proposed, and what it proposes instead.' })
export class ObjectionEntry {
  @Field(() => Text, { description: 'Its reasons: 1 to 10000 characters.' })
  reasons!: string;

  @Field(() => [ObjectionNeedEntry], { nullable: true, description: 'Changes of its own needs, which are made when the plans are refused; at most 1000.' })
  needs?: ObjectionNeedEntry[] | null;

  @Field(() => [ObjectionLimitEntry], { nullable: true, description: 'Changes of ecological limits, of which a draft of a proposal is made; at most 100.' })
  limits?: ObjectionLimitEntry[] | null;
}

@InputType({ description: 'Which decisions a list shows; all that is given must hold.' })
export class PlanDecisionFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those of these assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of this planning cycle.' })
  cycleId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Those of this round.' })
  round?: number | null;

  @Field(() => [PlanAnswer], { nullable: true, description: 'Those with these answers.' })
  answers?: PlanAnswer[] | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Those that count, those in whose place a later answer came (RETIRED), or both.' })
  retired?: Lifetime;
}

export enum PlanDecisionSortBy {
  DECIDED = 'DECIDED',
  ASSEMBLY = 'ASSEMBLY',
}

registerEnumType(PlanDecisionSortBy, {
  name: 'PlanDecisionSortBy',
  description: 'What a list of decisions is sorted by.',
  valuesMap: {
    DECIDED: { description: 'When they were given.' },
    ASSEMBLY: { description: 'The names of the assemblies, small and capital letters alike.' },
  },
});

@ArgsType()
export class PlanDecisionsArgs extends PageArgs {
  @Field(() => PlanDecisionFilter, { nullable: true, description: 'Which decisions; all that count where it is left out.' })
  filter?: PlanDecisionFilter | null;

  @Field(() => PlanDecisionSortBy, { defaultValue: PlanDecisionSortBy.DECIDED, description: 'What the list is sorted by.' })
  sortBy!: PlanDecisionSortBy;
}
