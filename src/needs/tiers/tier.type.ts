import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'A class of urgency of needs, such as vital, important and further. A plan meets the needs of the most urgent tier as fully and evenly as can be, '
    + 'then, without taking anything from these, those of the next.',
})
export class Tier extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  @Field(() => Text, { description: 'Short name in plans and tables, such as `vital`; unique in its confederation. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Text, { description: 'Which needs belong in it, in words; may be empty.' })
  description!: string;

  @Field(() => Int, { description: 'Its place in the order of urgency: the most urgent tier has the smallest. There may be gaps.' })
  position!: number;
}

export const TierConnection = connectionOf(Tier, 'tiers');
export const TierResult = resultOf(Tier);
