import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.type.js';
import { resultOf } from '../graphql/failure.type.js';
import { Recorded } from '../graphql/record.type.js';
import { Day, Text, Timestamp, Uuid } from '../graphql/scalars.js';
import type { Objective } from '../planning/index.js';
import { CycleState } from './cycle-state.js';
import { CapacityKind, ObjectiveKind } from './objectives.js';

registerEnumType(ObjectiveKind, {
  name: 'ObjectiveKind',
  description: 'What a plan can make as small as can be, once every need has its level.',
  valuesMap: {
    TONNE_KM: { description: 'What is moved how far: tonnes times kilometres.' },
    IMPACT: { description: 'An impact on the living world.' },
    POOL_USE: { description: 'The use of a kind of capacity.' },
  },
});

registerEnumType(CapacityKind, {
  name: 'CapacityKind',
  description: 'Kinds of capacity that are used and come back: pools, and land.',
  valuesMap: {
    LABOUR: { description: 'Hours of work.' },
    LAND: { description: 'Hectares of land.' },
    EQUIPMENT: { description: 'Machines, tools and buildings.' },
    OTHER: { description: 'Anything else that is used and comes back.' },
  },
});

registerEnumType(CycleState, {
  name: 'CycleState',
  description: 'Where a planning cycle stands.',
  valuesMap: {
    DECLARING: { description: 'Assemblies declare what they need.' },
    PLANNING: { description: 'Coordinators have plans made of what was declared.' },
    PROPOSED: { description: 'Plans are laid before the assemblies, side by side; deciding is not open yet.' },
    DECIDING: { description: 'Assemblies decide on the plans that are proposed, until its deadline or until it is certain what comes of it.' },
    ADOPTED: { description: 'The assemblies adopted one of the plans.' },
    CARRIED_OUT: { description: 'What the adopted plan proposes is being carried out.' },
    CLOSED: { description: 'It is over.' },
  },
});

@ObjectType({ description: 'A part of the time that a planning cycle plans.' })
export class CyclePeriod {
  @Field(() => Uuid, { description: 'Identifies the period, for ever.' })
  id!: string;

  @Field(() => Text, { description: 'Short name in plans and tables, such as `q3`; unique in its planning cycle. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Int, { description: 'Its place in the order of time: 1 for the first.' })
  position!: number;

  @Field(() => Day, { description: 'Its first day.' })
  starts!: string;

  @Field(() => Day, { description: 'Its last day.' })
  ends!: string;
}

@ObjectType({ description: 'Something that a plan makes as small as can be, once every need has its level.' })
export class PlanObjective {
  @Field(() => ObjectiveKind, { description: 'What is made small.' })
  minimise!: ObjectiveKind;

  @Field(() => Text, { nullable: true, description: 'The code of the impact, where it is an impact; else null.' })
  impact!: string | null;

  @Field(() => CapacityKind, { nullable: true, description: 'The kind of capacity, where it is the use of pools; else null.' })
  capacityKind!: CapacityKind | null;
}

@ObjectType({
  implements: () => [Recorded],
  description: 'One round of planning: the periods that are planned, the needs that assemblies declare for them, and the plans that are made of it.',
})
export class PlanningCycle extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  @Field(() => Text, { description: 'Short name in plans and addresses, such as `2027`; unique in its confederation. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  /** As in a scenario; shown as PlanObjective. */
  objectives!: Objective[];

  @Field(() => [Text], { description: 'Where its figures come from, one line each.' })
  sources!: string[];

  @Field(() => CycleState, { description: 'Where it stands.' })
  state!: CycleState;

  @Field(() => Int, { description: '1 at first, one more each time that it comes back to declaring.' })
  round!: number;

  @Field(() => Timestamp, { nullable: true, description: 'Until when assemblies are to declare; null without a deadline. Later is late, not refused, as long as it is declaring.' })
  declaringUntil!: Date | null;

  @Field(() => Timestamp, { nullable: true, description: 'Until when assemblies can decide, or could; null before deciding was opened in this round.' })
  decidingUntil!: Date | null;
}

export const PlanningCycleConnection = connectionOf(PlanningCycle, 'planning cycles');
export const PlanningCycleResult = resultOf(PlanningCycle);
