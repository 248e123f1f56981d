import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal, Text } from '../../graphql/scalars.js';
import { PeriodQuantity } from './period-quantity.type.js';
import { PoolKind } from './pool-kind.js';

registerEnumType(PoolKind, {
  name: 'PoolKind',
  description: 'What kind of capacity a pool is. Land is not among them: it is recorded as land parcels.',
  valuesMap: {
    LABOUR: { description: 'Work that people offer, such as hours.' },
    EQUIPMENT: { description: 'Machines, tools and buildings.' },
    OTHER: { description: 'Anything else that is used and comes back.' },
  },
});

@ObjectType({
  implements: () => [Recorded],
  description: 'Capacity that is used and comes back: hours of labour offered, hours of a machine. Land is such a capacity too, but it is '
    + 'recorded as land parcels, never as a pool. How much there is, is either `quantity` or `quantityByPeriod`: the other is null.',
})
export class Pool extends Recorded {
  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `enterprise`. */
  enterpriseId!: string | null;

  @Field(() => Text, { description: 'Short name in plans and tables, such as `labour`; unique in its assembly. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => PoolKind, { description: 'What kind of capacity it is.' })
  kind!: PoolKind;

  @Field(() => Text, { description: 'The unit of all its quantities, such as hour.' })
  unit!: string;

  @Field(() => Decimal, { nullable: true, description: 'How much there is in each period; null where it differs from period to period.' })
  quantity!: string | null;

  @Field(() => [PeriodQuantity], {
    nullable: true, description: 'How much there is in which period, in the order of their codes; 0 in a period that is not named. Null where it is the same in all.',
  })
  quantityByPeriod!: readonly PeriodQuantity[] | null;

  @Field(() => Decimal, { description: 'Share of what processes add to it that wears out in a period, from 0 to 1.' })
  lossPerPeriod!: string;
}

export const PoolConnection = connectionOf(Pool, 'pools');
export const PoolResult = resultOf(Pool);
