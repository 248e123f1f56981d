import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'What an assembly is asked in public about what it declared: by the council of coordinators, or by another member. It changes no need: the assembly answers, and revises what it '
    + 'declared or leaves it. One that was withdrawn is retired.',
})
export class Question extends Recorded {
  /** Shown as `cycle`. */
  cycleId!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `askedBy`. */
  askedById!: string | null;

  /** Shown as `need`. */
  needId!: string | null;

  /** Shown as `good`. */
  goodId!: string | null;

  /** Shown as `mandate`. */
  mandateId!: string | null;

  /** Shown as `resolution`. */
  resolutionId!: string | null;

  @Field(() => Int, { description: 'The round of the planning cycle in which it was asked.' })
  round!: number;

  @Field(() => Text, { description: 'The question.' })
  text!: string;
}

@ObjectType({
  implements: () => [Recorded],
  description: 'What an assembly answers to a question about its declaration. A later answer retires it; every one stays in the public record.',
})
export class QuestionAnswer extends Recorded {
  /** Shown as `mandate`. */
  mandateId!: string | null;

  /** Shown as `resolution`. */
  resolutionId!: string | null;

  @Field(() => Text, { description: 'The answer.' })
  text!: string;
}

export const QuestionConnection = connectionOf(Question, 'questions');
export const QuestionResult = resultOf(Question);
