import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal, Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'A quantity of a good that an assembly has. Several stocks of one good at one place and time add up.',
})
export class Stock extends Recorded {
  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Decimal, { description: 'How much there is, in the unit of the good.' })
  quantity!: string;

  @Field(() => Text, {
    nullable: true, description: 'Code of the period at whose start it becomes available, such as `q3`; null: it is there from the first period on.',
  })
  period!: string | null;
}

export const StockConnection = connectionOf(Stock, 'stocks');
export const StockResult = resultOf(Stock);
