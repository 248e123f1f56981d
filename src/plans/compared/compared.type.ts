import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CapacityKind, ObjectiveKind } from '../../cycles/objectives.js';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Text } from '../../graphql/scalars.js';
import { TierLevels } from '../planned/plan-summary.type.js';
import { PlannedLimitUse, PlannedNeed } from '../planned/planned.type.js';
import { ScenarioPart } from './scenario-part.js';

export enum NeedChange {
  BETTER = 'BETTER',
  WORSE = 'WORSE',
  QUANTITY = 'QUANTITY',
  ONLY_BEFORE = 'ONLY_BEFORE',
  ONLY_AFTER = 'ONLY_AFTER',
}

registerEnumType(NeedChange, {
  name: 'NeedChange',
  description: 'What is not the same of a need in two plans. A need is the same in both where assembly, good, tier and the code of the period are.',
  valuesMap: {
    BETTER: { description: 'Its level is higher, by more than a millionth.' },
    WORSE: { description: 'Its level is lower, by more than a millionth.' },
    QUANTITY: { description: 'Another quantity is needed.' },
    ONLY_BEFORE: { description: 'Only the plan before has it.' },
    ONLY_AFTER: { description: 'Only the plan after has it: it was declared since.' },
  },
});

@ObjectType({ description: 'A need that is not the same in two plans.' })
export class ComparedNeed {
  id!: string;
  /** Shown as `assembly`. */
  assemblyId!: string;
  /** Shown as `good`. */
  goodId!: string;
  /** Shown as `tier`. */
  tierId!: string;

  @Field(() => Text, { description: 'The code of the period in which it is needed.' })
  periodCode!: string;

  @Field(() => [NeedChange], { description: 'What is not the same: one or two of these.' })
  changes!: NeedChange[];

  @Field(() => Float, { nullable: true, description: 'By how much the level is higher after; below 0 where it is lower, null where only one plan has the need.' })
  levelChange!: number | null;

  @Field(() => PlannedNeed, { nullable: true, description: 'What the plan before gives it; null where that has no such need.' })
  before!: PlannedNeed | null;

  @Field(() => PlannedNeed, { nullable: true, description: 'What the plan after gives it; null where that has no such need.' })
  after!: PlannedNeed | null;
}

@ObjectType({ description: 'What two plans give the needs of one assembly.' })
export class ComparedAssembly {
  /** Of the assembly; shown as `assembly`. */
  id!: string;

  @Field(() => Int, { description: 'How many of its needs both plans have.' })
  needCount!: number;

  @Field(() => Int, { description: 'How many of these have a higher level after.' })
  betterCount!: number;

  @Field(() => Int, { description: 'How many of these have a lower level after.' })
  worseCount!: number;

  @Field(() => Int, { description: 'Of how many of these another quantity is needed.' })
  quantityCount!: number;

  @Field(() => Int, { description: 'How many needs only the plan before has.' })
  onlyBeforeCount!: number;

  @Field(() => Int, { description: 'How many needs only the plan after has.' })
  onlyAfterCount!: number;

  @Field(() => Float, { nullable: true, description: 'The lowest level of any of its needs before; null where that plan has none.' })
  leastLevelBefore!: number | null;

  @Field(() => Float, { nullable: true, description: 'The lowest level of any of its needs after; null where that plan has none.' })
  leastLevelAfter!: number | null;

  @Field(() => Float, { nullable: true, description: 'The mean level before of the needs that both plans have; null where they have none.' })
  meanLevelBefore!: number | null;

  @Field(() => Float, { nullable: true, description: 'The mean level after of the needs that both plans have; null where they have none.' })
  meanLevelAfter!: number | null;

  @Field(() => Float, { description: 'The mean of how far the levels of these needs differ, up or down: what the list is sorted by.' })
  meanChange!: number;
}

@ObjectType({ description: 'How far two plans meet the needs of a tier.' })
export class ComparedTier {
  /** Shown as `tier`. */
  tierId!: string;

  @Field(() => TierLevels, { nullable: true, description: 'Before; null where that plan has no needs of the tier.' })
  before!: TierLevels | null;

  @Field(() => TierLevels, { nullable: true, description: 'After; null where that plan has no needs of the tier.' })
  after!: TierLevels | null;
}

@ObjectType({ description: 'How much of a good two plans move, over all routes: what goes over two routes one after the other counts twice.' })
export class ComparedGood {
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Float, { description: 'How much is moved before, in the unit of the good.' })
  quantityBefore!: number;

  @Field(() => Float, { description: 'How much is moved after, in the unit of the good.' })
  quantityAfter!: number;

  @Field(() => Float, { description: 'What that made in tonne-kilometres before.' })
  tonneKmBefore!: number;

  @Field(() => Float, { description: 'What that makes in tonne-kilometres after.' })
  tonneKmAfter!: number;
}

@ObjectType({ description: 'How much of a good two plans move on a route, one way, over all periods.' })
export class ComparedFlow extends ComparedGood {
  id!: string;
  /** Shown as `route`. */
  routeId!: string;
  /** Shown as `from`. */
  fromId!: string;
  /** Shown as `to`. */
  toId!: string;
}

@ObjectType({ description: 'How much of a kind of capacity two plans use, over all assemblies and periods.' })
export class ComparedCapacity {
  @Field(() => CapacityKind, { description: 'The kind of capacity.' })
  kind!: CapacityKind;

  @Field(() => Text, { description: 'The unit, such as h or ha; what has different units is not added up. Land that is used in two periods counts in both.' })
  unit!: string;

  @Field(() => Float, { description: 'How much is used before.' })
  before!: number;

  @Field(() => Float, { description: 'How much is used after.' })
  after!: number;
}

@ObjectType({ description: 'What two plans made as small as it can be; the one where both were made so, or the one plan that did.' })
export class ComparedObjective {
  @Field(() => ObjectiveKind, { description: 'What was made small.' })
  minimise!: ObjectiveKind;

  @Field(() => Text, { nullable: true, description: 'The code of the impact, where it is an impact; else null.' })
  impact!: string | null;

  @Field(() => CapacityKind, { nullable: true, description: 'The kind of capacity, where it is the use of pools; else null.' })
  capacityKind!: CapacityKind | null;

  @Field(() => Float, { nullable: true, description: 'What it is before: tonne-kilometres, or in the unit of the impact or of the capacity; null where that plan did not make it small.' })
  before!: number | null;

  @Field(() => Float, { nullable: true, description: 'What it is after; null where that plan did not make it small.' })
  after!: number | null;
}

@ObjectType({ description: 'How far two plans go towards an ecological limit.' })
export class ComparedLimit {
  /** Shown as `limit`. */
  limitId!: string;

  @Field(() => PlannedLimitUse, { nullable: true, description: 'Before; null where the limit was not in force.' })
  before!: PlannedLimitUse | null;

  @Field(() => PlannedLimitUse, { nullable: true, description: 'After; null where the limit is not in force.' })
  after!: PlannedLimitUse | null;
}

@ObjectType({ description: 'How a part of what two plans are computed from differs.' })
export class ScenarioChange {
  @Field(() => ScenarioPart, { description: 'Which part.' })
  part!: ScenarioPart;

  @Field(() => Int, { description: 'How many of it there are before.' })
  before!: number;

  @Field(() => Int, { description: 'How many of it there are after.' })
  after!: number;

  @Field(() => Int, { description: 'How many are only there before.' })
  onlyBefore!: number;

  @Field(() => Int, { description: 'How many are only there after.' })
  onlyAfter!: number;

  @Field(() => Int, { description: 'How many are there in both, but not the same.' })
  changed!: number;
}

@ObjectType({
  description: 'What changes from one plan to another, and for whom. Flows can differ though nothing is better or worse by it: there can be several ways of the same effort.',
})
export class PlanComparison {
  /** Shown as `before`. */
  beforeId!: string;
  /** Shown as `after`. */
  afterId!: string;
  /** Shown as `needs`. */
  changedNeeds!: readonly ComparedNeed[];
  /** Shown as `assemblies`. */
  comparedAssemblies!: readonly ComparedAssembly[];
  /** By the id of a tier the same of its needs alone. */
  assembliesOfTier!: ReadonlyMap<string, readonly ComparedAssembly[]>;
  /** Shown as `flows`. */
  changedFlows!: readonly ComparedFlow[];

  @Field({ description: 'Whether both are computed from the same records.' })
  sameScenario!: boolean;

  @Field(() => [ScenarioChange], { description: 'In what the records differ that they are computed from: the parts that do, none where nothing does.' })
  scenarioChanges!: ScenarioChange[];

  @Field(() => [ComparedObjective], { description: 'What they made as small as it can be, in the order of the plan after.' })
  objectives!: ComparedObjective[];

  @Field(() => Float, { description: 'What is moved, and how far, before: tonne-kilometres.' })
  tonneKmBefore!: number;

  @Field(() => Float, { description: 'What is moved, and how far, after: tonne-kilometres.' })
  tonneKmAfter!: number;

  @Field(() => [ComparedCapacity], { description: 'Work and other capacities, by kind and unit.' })
  capacities!: ComparedCapacity[];

  @Field(() => [ComparedTier], { description: 'How far needs are met, by tier, the most urgent first; behind them those that only the plan before has.' })
  tiers!: ComparedTier[];

  @Field(() => [ComparedLimit], { description: 'Ecological limits, in the order of their names; behind them those that only the plan before has.' })
  limits!: ComparedLimit[];

  @Field(() => [ComparedGood], { description: 'The goods whose flows differ, the largest change in tonne-kilometres first.' })
  goods!: ComparedGood[];
}

export const ComparedNeedConnection = connectionOf(ComparedNeed, 'needs that are not the same in two plans');
export const ComparedAssemblyConnection = connectionOf(ComparedAssembly, 'assemblies with what two plans give them');
export const ComparedFlowConnection = connectionOf(ComparedFlow, 'flows that are not the same in two plans');
export const PlanComparisonResult = resultOf(PlanComparison);
