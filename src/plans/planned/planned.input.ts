import { ArgsType, Field, Float, InputType, registerEnumType } from '@nestjs/graphql';
import { CapacityKind } from '../../cycles/objectives.js';
import { PageArgs } from '../../graphql/connection.type.js';
import { Text, Uuid } from '../../graphql/scalars.js';

/** What a list of results can be asked for beside its page: each field that is given must hold. */
export interface ResultFilter {
  readonly assemblyIds?: string[] | null;
  readonly fromIds?: string[] | null;
  readonly toIds?: string[] | null;
  readonly goodIds?: string[] | null;
  readonly tierIds?: string[] | null;
  readonly processIds?: string[] | null;
  readonly routeIds?: string[] | null;
  readonly periodCodes?: string[] | null;
  readonly kinds?: CapacityKind[] | null;
  readonly belowLevel?: number | null;
  readonly fromShare?: number | null;
}

@InputType({ description: 'Which needs of a plan a list shows; all that is given must hold.' })
export class PlannedNeedFilter implements ResultFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those of these assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those for these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these tiers.' })
  tierIds?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those in the periods with these codes.' })
  periodCodes?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Those whose level is below this.' })
  belowLevel?: number | null;
}

export enum PlannedNeedSortBy {
  LEVEL = 'LEVEL',
  ASSEMBLY = 'ASSEMBLY',
  GOOD = 'GOOD',
}

registerEnumType(PlannedNeedSortBy, {
  name: 'PlannedNeedSortBy',
  description: 'What a list of the needs of a plan is sorted by.',
  valuesMap: {
    LEVEL: { description: 'Their levels, to nine digits.' },
    ASSEMBLY: { description: 'The names of the assemblies, small and capital letters alike; then the codes of the periods.' },
    GOOD: { description: 'The names of the goods, small and capital letters alike; then the codes of the periods.' },
  },
});

@ArgsType()
export class PlannedNeedsArgs extends PageArgs {
  @Field(() => PlannedNeedFilter, { nullable: true, description: 'Which needs; all where it is left out.' })
  filter?: PlannedNeedFilter | null;

  @Field(() => PlannedNeedSortBy, { defaultValue: PlannedNeedSortBy.LEVEL, description: 'What the list is sorted by.' })
  sortBy!: PlannedNeedSortBy;
}

@InputType({ description: 'Which shortfalls a list shows; all that is given must hold.' })
export class ShortfallFilter implements ResultFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those of these tiers.' })
  tierIds?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Those whose level is below this.' })
  belowLevel?: number | null;
}

export enum ShortfallSortBy {
  WEIGHT = 'WEIGHT',
  LEVEL = 'LEVEL',
}

registerEnumType(ShortfallSortBy, {
  name: 'ShortfallSortBy',
  description: 'What a list of shortfalls is sorted by.',
  valuesMap: {
    WEIGHT: { description: 'Those of the most urgent tier first, and in it those of the most needs.' },
    LEVEL: { description: 'Their levels, to nine digits.' },
  },
});

@ArgsType()
export class ShortfallsArgs extends PageArgs {
  @Field(() => ShortfallFilter, { nullable: true, description: 'Which shortfalls; all where it is left out.' })
  filter?: ShortfallFilter | null;

  @Field(() => ShortfallSortBy, { defaultValue: ShortfallSortBy.WEIGHT, description: 'What the list is sorted by.' })
  sortBy!: ShortfallSortBy;
}

@InputType({ description: 'Which flows of a plan a list shows; all that is given must hold.' })
export class PlannedFlowFilter implements ResultFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those that set out from these assemblies.' })
  fromIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those that arrive at these assemblies.' })
  toIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those on these routes.' })
  routeIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those sent in the periods with these codes.' })
  periodCodes?: string[] | null;
}

export enum PlannedFlowSortBy {
  TONNE_KM = 'TONNE_KM',
  FROM = 'FROM',
  TO = 'TO',
  GOOD = 'GOOD',
}

registerEnumType(PlannedFlowSortBy, {
  name: 'PlannedFlowSortBy',
  description: 'What a list of flows is sorted by.',
  valuesMap: {
    TONNE_KM: { description: 'Their tonne-kilometres.' },
    FROM: { description: 'The names of the assemblies that they set out from, small and capital letters alike; then the codes of the periods.' },
    TO: { description: 'The names of the assemblies that they arrive at, small and capital letters alike; then the codes of the periods.' },
    GOOD: { description: 'The names of the goods, small and capital letters alike; then the codes of the periods.' },
  },
});

@ArgsType()
export class PlannedFlowsArgs extends PageArgs {
  @Field(() => PlannedFlowFilter, { nullable: true, description: 'Which flows; all where it is left out.' })
  filter?: PlannedFlowFilter | null;

  @Field(() => PlannedFlowSortBy, { defaultValue: PlannedFlowSortBy.FROM, description: 'What the list is sorted by.' })
  sortBy!: PlannedFlowSortBy;
}

@InputType({ description: 'Which runs of processes a list shows; all that is given must hold.' })
export class PlannedRunFilter implements ResultFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those in these assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these processes.' })
  processIds?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those in the periods with these codes.' })
  periodCodes?: string[] | null;
}

export enum PlannedRunSortBy {
  ASSEMBLY = 'ASSEMBLY',
  PROCESS = 'PROCESS',
}

registerEnumType(PlannedRunSortBy, {
  name: 'PlannedRunSortBy',
  description: 'What a list of runs is sorted by.',
  valuesMap: {
    ASSEMBLY: { description: 'The names of the assemblies, small and capital letters alike; then the codes of the periods.' },
    PROCESS: { description: 'The names of the processes, small and capital letters alike; then the codes of the periods.' },
  },
});

@ArgsType()
export class PlannedRunsArgs extends PageArgs {
  @Field(() => PlannedRunFilter, { nullable: true, description: 'Which runs; all where it is left out.' })
  filter?: PlannedRunFilter | null;

  @Field(() => PlannedRunSortBy, { defaultValue: PlannedRunSortBy.ASSEMBLY, description: 'What the list is sorted by.' })
  sortBy!: PlannedRunSortBy;
}

@InputType({ description: 'Which results about goods at assemblies a list shows; all that is given must hold.' })
export class PlannedGoodFilter implements ResultFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those at these assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those in the periods with these codes.' })
  periodCodes?: string[] | null;
}

export enum PlannedGoodSortBy {
  ASSEMBLY = 'ASSEMBLY',
  GOOD = 'GOOD',
}

registerEnumType(PlannedGoodSortBy, {
  name: 'PlannedGoodSortBy',
  description: 'What a list of results about goods at assemblies is sorted by.',
  valuesMap: {
    ASSEMBLY: { description: 'The names of the assemblies, small and capital letters alike; then the codes of the periods.' },
    GOOD: { description: 'The names of the goods, small and capital letters alike; then the codes of the periods.' },
  },
});

@ArgsType()
export class PlannedGoodsArgs extends PageArgs {
  @Field(() => PlannedGoodFilter, { nullable: true, description: 'Which of them; all where it is left out.' })
  filter?: PlannedGoodFilter | null;

  @Field(() => PlannedGoodSortBy, { defaultValue: PlannedGoodSortBy.ASSEMBLY, description: 'What the list is sorted by.' })
  sortBy!: PlannedGoodSortBy;
}

@InputType({ description: 'Which uses of capacities a list shows; all that is given must hold.' })
export class PlannedPoolUseFilter implements ResultFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those of these assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => [CapacityKind], { nullable: true, description: 'Those of these kinds.' })
  kinds?: CapacityKind[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those in the periods with these codes.' })
  periodCodes?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Those of which at least this share is in use, from 0 to 1.' })
  fromShare?: number | null;
}

@InputType({ description: 'Which uses of routes a list shows; all that is given must hold.' })
export class PlannedRouteUseFilter implements ResultFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Those of these routes.' })
  routeIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those from these assemblies.' })
  fromIds?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those in the periods with these codes.' })
  periodCodes?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Those of which at least this share is in use, from 0 to 1.' })
  fromShare?: number | null;
}

export enum CapacityUseSortBy {
  SHARE = 'SHARE',
  ASSEMBLY = 'ASSEMBLY',
}

registerEnumType(CapacityUseSortBy, {
  name: 'CapacityUseSortBy',
  description: 'What a list of uses of capacities or routes is sorted by.',
  valuesMap: {
    SHARE: { description: 'The share that is in use, to nine digits; 0 where there is no capacity.' },
    ASSEMBLY: { description: 'The names of the assemblies, of routes those that they set out from, small and capital letters alike; then the codes of the periods.' },
  },
});

@ArgsType()
export class PlannedPoolUsesArgs extends PageArgs {
  @Field(() => PlannedPoolUseFilter, { nullable: true, description: 'Which of them; all where it is left out.' })
  filter?: PlannedPoolUseFilter | null;

  @Field(() => CapacityUseSortBy, { defaultValue: CapacityUseSortBy.ASSEMBLY, description: 'What the list is sorted by.' })
  sortBy!: CapacityUseSortBy;
}

@ArgsType()
export class PlannedRouteUsesArgs extends PageArgs {
  @Field(() => PlannedRouteUseFilter, { nullable: true, description: 'Which of them; all where it is left out.' })
  filter?: PlannedRouteUseFilter | null;

  @Field(() => CapacityUseSortBy, { defaultValue: CapacityUseSortBy.ASSEMBLY, description: 'What the list is sorted by.' })
  sortBy!: CapacityUseSortBy;
}

export enum ScarcitySortBy {
  NEEDS = 'NEEDS',
  HELP = 'HELP',
}

registerEnumType(ScarcitySortBy, {
  name: 'ScarcitySortBy',
  description: 'What the list of what is short is ranked by.',
  valuesMap: {
    NEEDS: { description: 'How many needs of the most urgent tier it holds down; where these are equal of the next, and so on.' },
    HELP: {
      description: 'What would help most: in the most urgent tier first what is not to be had at all, then by the rise of the level that one per cent more of it brings, times the '
        + 'number of needs that it brings it to; where these are equal in the next tier, and so on. See ScarcityHelp.',
    },
  },
});
