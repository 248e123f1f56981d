import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Needs of a tier that have the same level.' })
export class PlannedLevel {
  @Field(() => Float, { description: 'The level.' })
  level!: number;

  @Field(() => Int, { description: 'How many needs have it.' })
  needCount!: number;
}

@ObjectType({ description: 'How far the needs of a tier are met.' })
export class TierLevels {
  planId!: string;
  /** Shown as `tier`. */
  tierId!: string;

  @Field(() => Int, { description: 'How many needs the tier has.' })
  needCount!: number;

  @Field(() => Int, { description: 'How many of them are met in full.' })
  metInFull!: number;

  @Field(() => Float, { description: 'The lowest level of any of them: no plan has a higher one.' })
  leastLevel!: number;
}

@ObjectType({ description: 'How far the needs for a good are met, all assemblies, periods and tiers together.' })
export class GoodTotal {
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Float, { description: 'How much is needed, in the unit of the good.' })
  needed!: number;

  @Field(() => Float, { description: 'How much of it is received, in the unit of the good.' })
  received!: number;

  @Field(() => Float, { description: 'What is received over what is needed.' })
  share!: number;
}

@ObjectType({ description: 'A plan in a few figures.' })
export class PlanTotals {
  planId!: string;

  @Field(() => Int, { description: 'How many assemblies have needs in it.' })
  assemblyCount!: number;

  @Field(() => Int, { description: 'How many needs there are.' })
  needCount!: number;

  @Field(() => Int, { description: 'How many of them are met in full.' })
  metInFull!: number;

  @Field(() => Float, { description: 'What is moved, and how far: tonne-kilometres.' })
  tonneKm!: number;
}
