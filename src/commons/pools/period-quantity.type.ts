import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Decimal, Text } from '../../graphql/scalars.js';

@ObjectType({ description: 'How much in one period.' })
export class PeriodQuantity {
  @Field(() => Text, { description: 'The code of the period in its planning cycle, such as `q1`.' })
  period!: string;

  @Field(() => Decimal, { description: 'How much in that period.' })
  quantity!: string;
}

@InputType({ description: 'How much in one period.' })
export class PeriodQuantityEntry {
  @Field(() => Text, { description: 'The code of the period in its planning cycle, such as `q1`.' })
  period!: string;

  @Field(() => Decimal, { description: 'How much in that period: at least 0.' })
  quantity!: string;
}
