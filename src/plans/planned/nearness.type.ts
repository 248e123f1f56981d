import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

/** The nearest first. */
export enum Nearness {
  ITSELF = 'ITSELF',
  WITHIN_25_KM = 'WITHIN_25_KM',
  WITHIN_50_KM = 'WITHIN_50_KM',
  WITHIN_100_KM = 'WITHIN_100_KM',
  FARTHER = 'FARTHER',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(Nearness, {
  name: 'Nearness',
  description: 'From how near something comes: the straight line over the ground, not the way by road, between the places of two assemblies, which their records gave when the plan '
    + 'was asked for.',
  valuesMap: {
    ITSELF: { description: 'From the assembly itself that receives it.' },
    WITHIN_25_KM: { description: 'From another at most 25 km away.' },
    WITHIN_50_KM: { description: 'From more than 25 and at most 50 km.' },
    WITHIN_100_KM: { description: 'From more than 50 and at most 100 km.' },
    FARTHER: { description: 'From more than 100 km.' },
    UNKNOWN: { description: 'From another, where the place of one of the two is not recorded.' },
  },
});

@ObjectType({ description: 'What share of what is received comes from how near.' })
export class NearnessShare {
  @Field(() => Nearness, { description: 'How near.' })
  nearness!: Nearness;

  @Field(() => Float, { description: 'The share, from 0 to 1.' })
  share!: number;
}

@ObjectType({ description: 'From how near a good comes that a plan gives to needs.' })
export class GoodNearness {
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Float, { description: 'How much of it the needs receive, in the unit of the good.' })
  received!: number;

  @Field(() => [NearnessShare], { description: 'All of it by how near it comes from, the nearest first: every nearness once, adding up to 1.' })
  shares!: NearnessShare[];
}

@ObjectType({
  description: 'From how near comes what a plan gives to needs: a measure of self-reliance. It goes from where a good was made or in stock (see NeedOrigin) to the assembly whose '
    + 'need receives it; where the inputs of its making came from is not followed.',
})
export class PlanNearness {
  @Field(() => Int, { description: 'Of how many goods something is received.' })
  goodCount!: number;

  @Field(() => [NearnessShare], {
    description: 'The mean of the shares of these goods, each good counting alike, since tonnes and pieces cannot be added; the nearest first. Empty where nothing is received.',
  })
  shares!: NearnessShare[];

  @Field(() => [GoodNearness], { description: 'Good by good, in the order of their codes. None of which nothing is received.' })
  goods!: GoodNearness[];
}
