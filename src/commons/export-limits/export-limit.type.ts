import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal, Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'The most of a good that may leave an assembly in a period, net of what comes in: the assembly\'s own word on what it keeps. '
    + 'Of several on one good and period the smallest holds.',
})
export class ExportLimit extends Recorded {
  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Decimal, { description: 'The most that may leave it, net, in a period, in the unit of the good; 0 where it keeps all.' })
  quantity!: string;

  @Field(() => Text, {
    nullable: true, description: 'Code of the period that it holds for, such as `q3`; null where it holds for each period alike.',
  })
  period!: string | null;
}

export const ExportLimitConnection = connectionOf(ExportLimit, 'export limits');
export const ExportLimitResult = resultOf(ExportLimit);
