import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../graphql/connection.type.js';
import { Day, Text, Uuid } from '../graphql/scalars.js';
import { Lifetime } from '../records/change.js';
import { CapacityKind, ObjectiveKind } from './objectives.js';

@InputType({ description: 'A period of a planning cycle.' })
export class CyclePeriodEntry {
  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables, of no other period; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Day, { description: 'Its first day: the day after the last of the period before.' })
  starts!: string;

  @Field(() => Day, { description: 'Its last day.' })
  ends!: string;
}

@InputType({ description: 'Something that a plan makes as small as can be, once every need has its level.' })
export class PlanObjectiveEntry {
  @Field(() => ObjectiveKind, { description: 'What is made small.' })
  minimise!: ObjectiveKind;

  @Field(() => Text, { nullable: true, description: 'The code of an impact of the confederation; with IMPACT, and with nothing else.' })
  impact?: string | null;

  @Field(() => CapacityKind, { nullable: true, description: 'A kind of capacity; with POOL_USE, and with nothing else.' })
  capacityKind?: CapacityKind | null;
}

@InputType({ description: 'A new planning cycle.' })
export class CreatePlanningCycle {
  @Field(() => Uuid, { description: 'The confederation that plans.' })
  confederationId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and addresses; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => [CyclePeriodEntry], { description: 'The periods that are planned, 1 to 100 in the order of time, each beginning on the day after the one before.' })
  periods!: CyclePeriodEntry[];

  @Field(() => [PlanObjectiveEntry], {
    nullable: true, description: 'What a plan makes small once every need has its level: first the first, then the second without making that larger … '
      + 'TONNE_KM alone where it is not given.',
  })
  objectives?: PlanObjectiveEntry[] | null;

  @Field(() => [Text], { nullable: true, description: 'Where its figures come from: at most 100 lines of 1 to 1000 characters.' })
  sources?: string[] | null;
}

@InputType({ description: 'What changes of a planning cycle; what is left out stays as it is.' })
export class RevisePlanningCycle {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => [CyclePeriodEntry], {
    nullable: true, description: 'All its periods, in place of those before. One whose code stays is the same period, with the needs that were declared '
      + 'for it; one in which a need stands cannot go.',
  })
  periods?: CyclePeriodEntry[] | null;

  @Field(() => [PlanObjectiveEntry], { nullable: true, description: 'What a plan makes small once every need has its level, in place of what was there.' })
  objectives?: PlanObjectiveEntry[] | null;

  @Field(() => [Text], { nullable: true, description: 'Where its figures come from, in place of what was there; may be empty.' })
  sources?: string[] | null;
}

@InputType({ description: 'Which planning cycles a list shows; all that is given must hold.' })
export class PlanningCycleFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Day, { nullable: true, description: 'Those that plan this day.' })
  day?: string | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum PlanningCycleSortBy {
  STARTS = 'STARTS',
  NAME = 'NAME',
  CODE = 'CODE',
  CREATED = 'CREATED',
}

registerEnumType(PlanningCycleSortBy, {
  name: 'PlanningCycleSortBy',
  description: 'What a list of planning cycles is sorted by.',
  valuesMap: {
    STARTS: { description: 'The first days that they plan.' },
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class PlanningCyclesArgs extends PageArgs {
  @Field(() => PlanningCycleFilter, { nullable: true, description: 'Which planning cycles; all live ones where it is left out.' })
  filter?: PlanningCycleFilter | null;

  @Field(() => PlanningCycleSortBy, { defaultValue: PlanningCycleSortBy.STARTS, description: 'What the list is sorted by.' })
  sortBy!: PlanningCycleSortBy;
}
