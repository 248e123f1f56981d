import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal, Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'A thing that can be shared, with the unit in which all its quantities are given.',
})
export class Good extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  @Field(() => Text, { description: 'Short name in plans and tables, such as `bread`; unique in its confederation. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Text, { description: 'The unit of all its quantities, such as kg, litre or cord.' })
  unit!: string;

  @Field(() => Decimal, { description: 'What one unit weighs, in tonnes; 0 for what takes no room on a route.' })
  tonnesPerUnit!: string;

  @Field({ description: 'Whether it keeps from one period to the next.' })
  storable!: boolean;

  @Field(() => Decimal, { description: 'Share of it that is lost in a period of keeping, from 0 to 1.' })
  lossPerPeriod!: string;
}

export const GoodConnection = connectionOf(Good, 'goods');
export const GoodResult = resultOf(Good);
