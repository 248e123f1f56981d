import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../graphql/connection.type.js';
import { Uuid } from '../graphql/scalars.js';
import { Direction } from '../records/page.js';
import { PlanStatus } from './plan-status.js';

registerEnumType(PlanStatus, {
  name: 'PlanStatus',
  description: 'Where a plan stands. One that is done, failed or cancelled never changes.',
  valuesMap: {
    QUEUED: { description: 'It was asked for and waits for its turn, or to be taken up again after an interruption.' },
    RUNNING: { description: 'It is being made: see its progress.' },
    DONE: { description: 'It is there.' },
    FAILED: { description: 'It could not be made: `whyFailed` says it.' },
    CANCELLED: { description: 'Somebody cancelled it before it was there.' },
  },
});

@InputType({ description: 'Which plans a list shows; all that is given must hold.' })
export class PlanFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this planning cycle.' })
  cycleId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of the planning cycles of this confederation.' })
  confederationId?: string | null;

  @Field(() => [PlanStatus], { nullable: true, description: 'Those that stand like this.' })
  statuses?: PlanStatus[] | null;
}

export enum PlanSortBy {
  ASKED = 'ASKED',
}

registerEnumType(PlanSortBy, {
  name: 'PlanSortBy',
  description: 'What a list of plans is sorted by.',
  valuesMap: { ASKED: { description: 'When they were asked for.' } },
});

@ArgsType()
export class PlansArgs extends PageArgs {
  @Field(() => PlanFilter, { nullable: true, description: 'Which plans; all where it is left out.' })
  filter?: PlanFilter | null;

  @Field(() => PlanSortBy, { defaultValue: PlanSortBy.ASKED, description: 'What the list is sorted by.' })
  sortBy!: PlanSortBy;

  @Field(() => Direction, { defaultValue: Direction.DESCENDING, description: 'Which way the list is sorted: the newest first where it is left out.' })
  override direction!: Direction;
}
