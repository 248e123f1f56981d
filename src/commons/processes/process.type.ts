import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal, Text } from '../../graphql/scalars.js';
import { PeriodQuantity } from '../pools/period-quantity.type.js';

@ObjectType({ description: 'What one run of a process takes of a good.' })
export class ProcessInput {
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Decimal, { description: 'How much one run takes, in the unit of the good.' })
  quantity!: string;
}

@ObjectType({ description: 'What one run of a process gives of a good.' })
export class ProcessOutput {
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => Decimal, { description: 'How much one run gives, in the unit of the good.' })
  quantity!: string;

  @Field(() => Int, { description: 'How many periods after the run it is there; 0: in the same.' })
  after!: number;
}

@ObjectType({ description: 'What one run of a process holds of a pool, which then is free again.' })
export class ProcessUse {
  /** Shown as `pool`. */
  poolId!: string;

  @Field(() => Decimal, { description: 'How much one run holds, in the unit of the pool.' })
  quantity!: string;

  @Field(() => Int, { description: 'For how many periods, that of the run among them.' })
  periods!: number;
}

@ObjectType({ description: 'What one run of a process builds: it adds to a pool, for good.' })
export class ProcessAddition {
  /** Shown as `pool`. */
  poolId!: string;

  @Field(() => Decimal, { description: 'How much one run adds, in the unit of the pool.' })
  quantity!: string;

  @Field(() => Int, { description: 'How many periods after the run it is there: at least 1.' })
  after!: number;
}

@ObjectType({ description: 'What one run of a process does to the living world.' })
export class ProcessImpact {
  /** Shown as `impact`. */
  impactId!: string;

  @Field(() => Decimal, { description: 'How much of it one run causes, in the unit of the impact.' })
  quantity!: string;
}

@ObjectType({ description: 'The land that one run of a process holds, which then is free again: of any parcels of the assembly that are fit for it.' })
export class ProcessLand {
  @Field(() => Text, { description: 'The kind of land that it must be fit for, such as `cropland`.' })
  fitFor!: string;

  @Field(() => Decimal, { description: 'How many hectares one run holds.' })
  hectares!: string;

  @Field(() => Int, { description: 'For how many periods, that of the run among them.' })
  periods!: number;
}

@ObjectType({
  implements: () => [Recorded],
  description: 'A recipe of an enterprise: one run takes inputs, gives outputs, holds capacity and land, builds capacity and has impacts. '
    + 'A plan says how many runs there are in each period; they need not be whole.',
})
export class Process extends Recorded {
  /** Shown as `enterprise`. */
  enterpriseId!: string;

  @Field(() => Text, { description: 'Short name in plans and tables, such as `bake-bread`; unique in its enterprise. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  /** Shown as `land`, with the two below. */
  landFitFor!: string | null;
  landHectares!: string | null;
  landPeriods!: number | null;

  @Field(() => Decimal, {
    nullable: true, description: 'The most runs in each period; null where it differs from period to period, or there is no maximum.',
  })
  maxRuns!: string | null;

  @Field(() => [PeriodQuantity], {
    nullable: true,
    description: 'The most runs in which period, in the order of their codes; 0 in a period that is not named. Null where it is the same in all, or there is no maximum.',
  })
  maxRunsByPeriod!: readonly PeriodQuantity[] | null;
}

export const ProcessConnection = connectionOf(Process, 'processes');
export const ProcessResult = resultOf(Process);
