import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Manner } from '../../accounts/new-resolution.js';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Day, Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'What an assembly decided. Every act of its policy names one. It is written once and never changed.',
})
export class Resolution extends Recorded {
  /** Shown as `assembly`. */
  assemblyId!: string;

  @Field(() => Text, { description: 'What it is called.' })
  title!: string;

  @Field(() => Text, { description: 'What was decided, in the words of the assembly; may be empty.' })
  text!: string;

  @Field(() => Day, { description: 'The day of the decision.' })
  decidedOn!: string;

  @Field(() => Manner, { description: 'By consensus or by votes.' })
  manner!: Manner;

  @Field(() => Int, { nullable: true, description: 'How many were for it; null with consensus.' })
  votesFor!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many were against it; null with consensus.' })
  votesAgainst!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many abstained; null with consensus.' })
  abstaining!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people took part; null where it was not told.' })
  present!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people had to take part; null where it was not told.' })
  quorum!: number | null;

  @Field(() => Text, { nullable: true, description: 'The address of the minutes; null where it was not told.' })
  minutes!: string | null;
}

export const ResolutionConnection = connectionOf(Resolution, 'resolutions');
export const ResolutionResult = resultOf(Resolution);
