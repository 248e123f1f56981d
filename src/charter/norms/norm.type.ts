import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'A yardstick that the confederation agreed on: how much of a good a person needs in a year. Levels of needs of that good and tier are measured '
    + 'against it, so that declaring more brings nothing.',
})
export class Norm extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  /** Shown as `good`. */
  goodId!: string;

  /** Shown as `tier`. */
  tierId!: string;

  @Field(() => Decimal, { description: 'How much of the good a person needs in a year of 365.25 days, in the unit of the good.' })
  perPersonYear!: string;
}

export const NormConnection = connectionOf(Norm, 'norms');
export const NormResult = resultOf(Norm);
