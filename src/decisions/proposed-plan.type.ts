import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Timestamp } from '../graphql/scalars.js';
import { CountOutcome } from './count-outcome.js';

registerEnumType(CountOutcome, {
  name: 'CountOutcome',
  description: 'What the decisions on a plan come to, under the charter.',
  valuesMap: {
    OPEN: { description: 'It is not certain yet: those who are silent can still change it.' },
    AGREED: { description: 'It is agreed. Where several are, the one that most assemblies ratify is adopted.' },
    REFUSED: { description: 'It is refused.' },
  },
});

@ObjectType({ description: 'What is counted of the decisions on a plan at this moment, of present members alone.' })
export class PlanCount {
  @Field(() => Int, { description: 'Members of the confederation.' })
  members!: number;

  @Field(() => Int, { description: 'Members that ratify it.' })
  agreeing!: number;

  @Field(() => Int, { description: 'Members that answered otherwise: they object, or ratify other plans alone.' })
  objecting!: number;

  @Field(() => Int, { description: 'Members that abstain.' })
  abstaining!: number;

  @Field(() => Int, { description: 'Members that have not answered.' })
  silent!: number;

  @Field(() => Int, { description: 'Members that rank it first.' })
  firsts!: number;

  @Field(() => Int, { description: 'People of all members.' })
  people!: number;

  @Field(() => Int, { description: 'People of the members that ratify it.' })
  peopleAgreeing!: number;

  @Field(() => Int, { description: 'People of the members that answered otherwise.' })
  peopleObjecting!: number;

  @Field({ description: 'Whether as many members have decided as the charter asks for.' })
  quorumMet!: boolean;

  @Field(() => CountOutcome, { description: 'What it comes to.' })
  outcome!: CountOutcome;
}

@ObjectType({ description: 'A plan that is laid before the assemblies.' })
export class ProposedPlan {
  /** Shown as `plan`. */
  planId!: string;

  @Field(() => Int, { description: 'Its place in the order in which plans were proposed in this round.' })
  position!: number;

  @Field(() => Timestamp, { description: 'When it was proposed.' })
  proposedAt!: Date;
}
