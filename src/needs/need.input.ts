import { ArgsType, Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../graphql/scalars.js';
import { Lifetime } from '../records/change.js';
import { FIRST_AT_MOST, FIRST_BY_DEFAULT } from '../records/page.js';

@InputType({ description: 'A need among several that are declared together.' })
export class NeedEntry {
  @Field(() => Uuid, { description: 'The good: one of the confederation of the planning cycle.' })
  goodId!: string;

  @Field(() => Uuid, { description: 'The period in which it is needed: one of the planning cycle.' })
  periodId!: string;

  @Field(() => Uuid, { description: 'How urgent it is: a tier of the confederation of the planning cycle.' })
  tierId!: string;

  @Field(() => Decimal, { description: 'How much is needed, in the unit of the good: above 0.' })
  quantity!: string;

  @Field(() => Decimal, {
    nullable: true, description: 'What the level of the need is measured against, in the unit of the good: above 0. The quantity where it is not given.',
  })
  yardstick?: string | null;

  @Field(() => Text, { nullable: true, description: 'Why, in the words of the assembly; empty where it is not given.' })
  why?: string | null;
}

@InputType({ description: 'A need that an assembly declares.' })
export class DeclareNeed extends NeedEntry {
  @Field(() => Uuid, { description: 'The planning cycle for which it is declared.' })
  cycleId!: string;

  @Field(() => Uuid, { description: 'The assembly that declares it: a member of the confederation of the planning cycle.' })
  assemblyId!: string;
}

@InputType({
  description: 'What changes of a need; what is left out stays as it is. Of another good, in another period or of another tier it is another need: '
    + 'withdraw the one and declare the other.',
})
export class ReviseNeed {
  @Field(() => Decimal, { nullable: true, description: 'How much is needed, in the unit of the good: above 0.' })
  quantity?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'What the level is measured against: above 0; null where that is the quantity itself.' })
  yardstick?: string | null;

  @Field(() => Text, { nullable: true, description: 'Why, in the words of the assembly; may be empty.' })
  why?: string | null;
}

@InputType({ description: 'A need that stands, as it was seen.' })
export class SeenNeed {
  @Field(() => Uuid, { description: 'The need.' })
  id!: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version!: number;
}

@InputType({ description: 'A need that stands and is revised together with others; what is left out stays as it is.' })
export class RevisedNeed extends ReviseNeed {
  @Field(() => Uuid, { description: 'The need.' })
  id!: string;

  @Field(() => Int, { description: 'The version that you saw.' })
  version!: number;
}

@InputType({ description: 'What an assembly declares, revises and withdraws together, all or none: 1 to 1000 needs.' })
export class DeclareNeeds {
  @Field(() => Uuid, { description: 'The planning cycle for which they are declared.' })
  cycleId!: string;

  @Field(() => Uuid, { description: 'The assembly that declares them: a member of the confederation of the planning cycle.' })
  assemblyId!: string;

  @Field(() => [NeedEntry], { description: 'The needs that are new, each good, period and tier once. It may be empty where others are revised or withdrawn.' })
  needs!: NeedEntry[];

  @Field(() => [RevisedNeed], { nullable: true, description: 'Needs of the assembly in this cycle that are revised, each once.' })
  revised?: RevisedNeed[] | null;

  @Field(() => [SeenNeed], { nullable: true, description: 'Needs of the assembly in this cycle that are withdrawn, each once, and none that is revised too.' })
  withdrawn?: SeenNeed[] | null;
}

@InputType({ description: 'Which needs a list shows; all that is given must hold.' })
export class NeedFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those declared for the planning cycles of this confederation.' })
  confederationId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those declared for this planning cycle.' })
  cycleId?: string | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those in these periods.' })
  periodIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these tiers.' })
  tierIds?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose reason, good or assembly has this in it or its name, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Those that stand, those that were withdrawn, or both.' })
  retired?: Lifetime;
}

export enum NeedSortBy {
  DECLARED = 'DECLARED',
  REVISED = 'REVISED',
  QUANTITY = 'QUANTITY',
  ASSEMBLY = 'ASSEMBLY',
  GOOD = 'GOOD',
  PERIOD = 'PERIOD',
  TIER = 'TIER',
}

registerEnumType(NeedSortBy, {
  name: 'NeedSortBy',
  description: 'What a list of needs is sorted by.',
  valuesMap: {
    DECLARED: { description: 'When they were declared.' },
    REVISED: { description: 'When they were last revised, or declared where they never were.' },
    QUANTITY: { description: 'How much is needed, whatever the unit.' },
    ASSEMBLY: { description: 'The names of the assemblies that declared them, small and capital letters alike.' },
    GOOD: { description: 'The names of their goods, small and capital letters alike.' },
    PERIOD: { description: 'The first days of their periods.' },
    TIER: { description: 'Their urgency, the most urgent first.' },
  },
});

@ArgsType()
export class NeedsArgs extends PageArgs {
  @Field(() => NeedFilter, { nullable: true, description: 'Which needs; all that stand where it is left out.' })
  filter?: NeedFilter | null;

  @Field(() => NeedSortBy, { defaultValue: NeedSortBy.DECLARED, description: 'What the list is sorted by.' })
  sortBy!: NeedSortBy;
}

@ArgsType()
export class NeedRevisionsArgs {
  @Field(() => Int, { defaultValue: FIRST_BY_DEFAULT, description: `At most so many versions: 1 to ${FIRST_AT_MOST}.` })
  first!: number;

  @Field(() => Int, { nullable: true, description: 'Only versions before this one.' })
  before?: number | null;
}
