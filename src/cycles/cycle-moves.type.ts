import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Text, Timestamp } from '../graphql/scalars.js';
import { CycleState } from './cycle-state.js';

@ObjectType({ description: 'A move of a planning cycle from one state to another.' })
export class CycleTransition {
  @Field(() => CycleState, { description: 'The state that it left.' })
  from!: CycleState;

  @Field(() => CycleState, { description: 'The state that it came to.' })
  to!: CycleState;

  @Field(() => Int, { description: 'The round in which it was from then on.' })
  round!: number;

  @Field(() => Timestamp, { description: 'When.' })
  at!: Date;

  @Field(() => Text, { description: 'Why, where somebody gave a reason; else empty.' })
  reason!: string;
}
