import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { connectionOf } from '../../graphql/connection.type.js';
import type { Shown } from '../../graphql/shown.js';
import { Text } from '../../graphql/scalars.js';
import { BottleneckKind, type PoolKind } from '../../planning/index.js';

registerEnumType(BottleneckKind, {
  name: 'BottleneckKind',
  description: 'What kind of thing holds needs down.',
  valuesMap: {
    STOCK: { description: 'A good: what is in stock is all used.' },
    NOTHING: { description: 'A good: none is in stock within reach, and nothing there can make it.' },
    LABOUR: { description: 'Labour: all in use.' },
    LAND: { description: 'Land: all in use.' },
    EQUIPMENT: { description: 'Equipment: all in use.' },
    OTHER_POOL: { description: 'Another pool: all in use.' },
    RUNS: { description: 'A process: it is done as often as it may be.' },
    ROUTE: { description: 'A route: it is full.' },
    EXPORT_LIMIT: { description: "A good: no more may leave, by the assembly's own word." },
    ECOLOGICAL_LIMIT: { description: 'An ecological limit: it is reached.' },
  },
});

@ObjectType({ description: 'What a plan gives a need.' })
export class PlannedNeed {
  planId!: string;
  /** Shown as `need`. */
  needId!: string;
  /** Shown as `assembly`. */
  assemblyId!: string;
  /** Shown as `good`. */
  goodId!: string;
  /** Shown as `tier`. */
  tierId!: string;
  /** Shown in `heldDownBy`. */
  shortfallPosition!: number | null;

  @Field(() => Text, { description: 'The code of the period in which it is needed.' })
  periodCode!: string;

  @Field(() => Float, { description: 'How much was needed when the plan was asked for, in the unit of the good.' })
  quantity!: number;

  @Field(() => Float, { description: 'How much of it the plan gives, in the unit of the good.' })
  received!: number;

  @Field(() => Float, { description: 'What is received over the yardstick of the need: 1 is all, where the yardstick is what is needed.' })
  level!: number;
}

@ObjectType({ description: 'Where what a need receives comes from: made there, or in stock. Goods that were mixed on the way count by their shares.' })
export class NeedOrigin {
  /** Read with the origins, of which there are many, and not one by one. */
  @Field(() => Assembly, { description: 'Where it comes from: the assembly itself, or another.' })
  assembly!: Shown<Assembly>;

  @Field(() => Float, { description: 'How much of what is received comes from there, in the unit of the good.' })
  quantity!: number;
}

@ObjectType({
  description: 'What holds needs down: were there more of it, they would receive more. What is the same in many assemblies and periods is one.',
})
export class Bottleneck {
  @Field(() => BottleneckKind, { description: 'What kind of thing it is.' })
  kind!: BottleneckKind;

  @Field(() => Text, {
    description: 'All of it in words: "all land fit for cropland is in use, 12,041 of 12,041 ha (in 247 assemblies, summer; 10 more: up to +0.4 points)". '
      + 'Points are those of the level in per cent.',
  })
  sentence!: string;

  @Field(() => Text, { description: 'What the good, pool, process or limit is called; of a route its two ends.' })
  name!: string;

  @Field(() => Text, { description: 'The unit of what more of it would be: of the good, pool or impact; runs; tonnes of a route.' })
  unit!: string;

  @Field(() => Text, { nullable: true, description: 'Its id in the scenario, where it is but one: the code of a good, `assembly/pool` and so on.' })
  scenarioId!: string | null;

  @Field(() => Int, { description: 'In how many assemblies it is; 0 for a route or a limit, which is in no single one.' })
  assemblyCount!: number;

  @Field(() => [Text], { description: 'The codes of the periods it is in; none for a limit, which is in no single one.' })
  periodCodes!: string[];

  @Field(() => Int, { description: 'How many constraints of the plan these are.' })
  constraints!: number;

  @Field(() => Float, { nullable: true, description: 'How much of it there is in all, with what the plan builds, in its unit; null in plans from before this was kept.' })
  amount!: number | null;

  @Field(() => Float, { nullable: true, description: 'How much of that the plan uses; null in plans from before this was kept.' })
  used!: number | null;

  @Field(() => Float, {
    description: 'The most that one more unit would raise the level, where that helps most, all needs with lower levels keeping theirs; 0.01 is a point of '
      + 'the level in per cent. More of something else may be needed as well before it does.',
  })
  perUnit!: number;

  @Field(() => Float, {
    description: 'How much the level would rise were there twice as much of it everywhere, as far as that goes on as it begins. It tells which of '
      + 'several matters more.',
  })
  weight!: number;
}

@ObjectType({ description: 'Needs of one level that the same things hold down together.' })
export class Shortfall {
  planId!: string;
  position!: number;
  /** Shown as `tier`. */
  tierId!: string;

  @Field(() => Float, { description: 'The level of these needs.' })
  level!: number;

  @Field(() => Int, { description: 'How many needs these are.' })
  needCount!: number;
}

@ObjectType({
  description: 'What more of something would do for needs of one level. Needs of other levels would gain too, or instead: what one more unit gives to some it does not '
    + 'give to others.',
})
export class ScarcityHelp {
  @Field(() => Float, { description: 'The level of these needs.' })
  level!: number;

  @Field(() => Int, { description: 'How many needs these are.' })
  needCount!: number;

  @Field(() => Int, { description: 'How many assemblies have them.' })
  assemblyCount!: number;

  @Field(() => Int, { nullable: true, description: 'How many people live in these assemblies, as far as it is recorded; null where it is for none of them.' })
  people!: number | null;

  @Field(() => Float, {
    description: 'The most that one more unit would raise their level, where that helps most, all needs with lower levels keeping theirs; 0.01 is a point of the level in '
      + 'per cent. More of something else may be needed as well before it does.',
  })
  perUnit!: number;

  @Field(() => Float, {
    description: 'How much their level would rise were there one per cent more of it everywhere, as far as that goes on as it begins; 0 where there is none of it.',
  })
  risePerPercent!: number;
}

@ObjectType({ description: 'The needs of a tier that something holds down.' })
export class ScarcityInTier {
  /** Shown as `tier`. */
  tierId!: string;

  @Field(() => Int, { description: 'How many needs these are.' })
  needCount!: number;

  @Field(() => Float, { description: 'The lowest of their levels.' })
  leastLevel!: number;

  @Field(() => ScarcityHelp, {
    nullable: true, description: 'What more of it would do for those of them, of one level, where one per cent more brings the most over all of them together.',
  })
  help!: ScarcityHelp | null;
}

@ObjectType({ description: 'What is short: a bottleneck, with all the needs that it holds down.' })
export class Scarcity {
  @Field(() => BottleneckKind, { description: 'What kind of thing it is.' })
  kind!: BottleneckKind;

  @Field(() => Text, { description: 'All of it in words: "the road Barton – Glover is full, 9 of 9 t (in winter)".' })
  sentence!: string;

  @Field(() => Text, { description: 'What the good, pool, process or limit is called; of a route its two ends.' })
  name!: string;

  @Field(() => Text, { description: 'Its unit: of the good, pool or impact; runs; tonnes of a route.' })
  unit!: string;

  @Field(() => Float, { nullable: true, description: 'How much of it there is in all, with what the plan builds, in its unit; null in plans from before this was kept.' })
  amount!: number | null;

  @Field(() => Float, { nullable: true, description: 'How much of that the plan uses; null in plans from before this was kept.' })
  used!: number | null;

  @Field(() => [ScarcityInTier], { description: 'The needs that it holds down, by tier, the most urgent tier first.' })
  tiers!: ScarcityInTier[];
}

@ObjectType({ description: 'A good that a plan moves on a route.' })
export class PlannedFlow {
  /** Shown as `route`. */
  routeId!: string;
  /** Shown as `from`. */
  fromId!: string;
  /** Shown as `to`. */
  toId!: string;
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Text, { description: 'The code of the period in which it is sent.' })
  periodCode!: string;

  @Field(() => Float, { description: 'How much is sent, in the unit of the good, before what is lost on the way.' })
  quantity!: number;

  @Field(() => Float, { description: 'What that makes in tonne-kilometres.' })
  tonneKm!: number;
}

@ObjectType({ description: 'How often a plan has a process done.' })
export class PlannedRun {
  /** Shown as `process`. */
  processId!: string;
  /** Shown as `assembly`. */
  assemblyId!: string;

  @Field(() => Text, { description: 'What the land that it is done on is fit for, as `cropland+pasture`, where the plan had a choice; else empty.' })
  land!: string;

  @Field(() => Text, { description: 'The code of the period.' })
  periodCode!: string;

  @Field(() => Float, { description: 'How many runs, which need not be a whole number.' })
  runs!: number;
}

@ObjectType({ description: 'What a plan keeps of a good from one period into the next.' })
export class PlannedKeeping {
  /** Shown as `assembly`. */
  assemblyId!: string;
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Text, { description: 'The code of the period from which it is kept into the next.' })
  periodCode!: string;

  @Field(() => Float, { description: 'How much is kept, in the unit of the good, before what is lost in keeping.' })
  quantity!: number;
}

@ObjectType({ description: 'How much of a capacity a plan uses in a period: of a pool, or of the land of an assembly that is fit for the same.' })
export class PlannedPoolUse {
  /** Shown as `assembly`. */
  assemblyId!: string;
  /** Shown as `pool`. */
  poolId!: string | null;
  /** Shown as `kind`. */
  poolKind!: PoolKind;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Text, { description: 'The unit, such as h or ha.' })
  unit!: string;

  @Field(() => Text, { description: 'The code of the period.' })
  periodCode!: string;

  @Field(() => Float, { description: 'How much is in use.' })
  used!: number;

  @Field(() => Float, { description: 'How much there is, with what the plan builds.' })
  capacity!: number;
}

@ObjectType({ description: 'How full a plan makes a route in a period, one way. Only of routes whose capacity is limited.' })
export class PlannedRouteUse {
  /** Shown as `route`. */
  routeId!: string;
  /** Shown as `from`. */
  fromId!: string;
  /** Shown as `to`. */
  toId!: string;

  @Field(() => Text, { description: 'The code of the period.' })
  periodCode!: string;

  @Field(() => Float, { description: 'Tonnes sent.' })
  used!: number;

  @Field(() => Float, { description: 'Tonnes that may be sent.' })
  capacity!: number;
}

@ObjectType({ description: 'How much of a good leaves an assembly that has set a limit to it, net, in a period.' })
export class PlannedExportUse {
  /** Shown as `assembly`. */
  assemblyId!: string;
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Text, { description: 'The code of the period.' })
  periodCode!: string;

  @Field(() => Float, { description: 'How much leaves, less what arrives, in the unit of the good; below 0 where more arrives.' })
  used!: number;

  @Field(() => Float, { description: 'How much may leave, net.' })
  capacity!: number;
}

@ObjectType({ description: 'How far a plan goes towards an ecological limit.' })
export class PlannedLimitUse {
  /** Shown as `limit`. */
  limitId!: string;

  @Field(() => Float, { description: 'How much of the impact is caused.' })
  used!: number;

  @Field(() => Float, { description: 'The most that may be caused.' })
  capacity!: number;
}

export const PlannedNeedConnection = connectionOf(PlannedNeed, 'needs with what a plan gives them');
export const ShortfallConnection = connectionOf(Shortfall, 'shortfalls');
export const PlannedFlowConnection = connectionOf(PlannedFlow, 'flows');
export const PlannedRunConnection = connectionOf(PlannedRun, 'runs');
export const PlannedKeepingConnection = connectionOf(PlannedKeeping, 'quantities kept');
export const PlannedPoolUseConnection = connectionOf(PlannedPoolUse, 'uses of pools and land');
export const PlannedRouteUseConnection = connectionOf(PlannedRouteUse, 'uses of routes');
export const PlannedExportUseConnection = connectionOf(PlannedExportUse, 'uses of export limits');
