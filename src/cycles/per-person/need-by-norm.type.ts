import { Field, ObjectType } from '@nestjs/graphql';
import { Decimal } from '../../graphql/scalars.js';

@ObjectType({ description: 'What an assembly would need of a good in a period by a norm, for all its people: somewhere to start from. It declares nothing.' })
export class NeedByNorm {
  /** Shown as `good`. */
  goodId!: string;

  /** Shown as `tier`. */
  tierId!: string;

  /** Shown as `period`. */
  periodId!: string;

  @Field(() => Decimal, { description: 'How much, in the unit of the good: norm per person and year · population · days of the period / 365.25, rounded to 6 digits. Above 0.' })
  quantity!: string;
}
