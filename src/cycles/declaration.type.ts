import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { resultOf } from '../graphql/failure.type.js';
import { Recorded } from '../graphql/record.type.js';
import { Text, Timestamp } from '../graphql/scalars.js';
import { Need } from '../needs/need.type.js';
import { WaitingFor } from './waiting-for.js';

registerEnumType(WaitingFor, {
  name: 'WaitingFor',
  description: 'What a planning cycle waits for an assembly to do.',
  valuesMap: {
    DECLARING: { description: 'To declare what it needs, or to confirm that it has.' },
    DECIDING: { description: 'To decide on the plans that are proposed.' },
  },
});

@ObjectType({
  implements: () => [Recorded],
  description: "An assembly's word that in a round of a planning cycle it has declared all that it needs, though it be nothing, or what it declared before.",
})
export class Declaration extends Recorded {
  /** Shown as `cycle`. */
  cycleId!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  @Field(() => Int, { description: 'The round of the planning cycle.' })
  round!: number;
}

@ObjectType({ description: 'That a planning cycle waits for an assembly.' })
export class Reminder {
  /** Shown as `assembly`. */
  assemblyId!: string;

  @Field(() => WaitingFor, { description: 'What for.' })
  waitingFor!: WaitingFor;

  @Field(() => Timestamp, { nullable: true, description: 'Until when; null without a deadline. What is past is late.' })
  until!: Date | null;
}

@ObjectType({ description: 'A need of another planning cycle that was not copied.' })
export class NeedLeft {
  @Field(() => Need, { description: 'The need, as it was declared there.' })
  need!: Need;

  @Field(() => Text, { description: 'Why it was not copied.' })
  why!: string;
}

@ObjectType({ description: 'What became of the needs of another planning cycle.' })
export class CopiedNeeds {
  @Field(() => [Need], { description: 'The needs that are declared now.' })
  needs!: Need[];

  @Field(() => [NeedLeft], { description: 'Those that could not be copied.' })
  left!: NeedLeft[];
}

export const DeclarationResult = resultOf(Declaration);
export const CopiedNeedsResult = resultOf(CopiedNeeds);
