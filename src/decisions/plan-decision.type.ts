import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.type.js';
import { resultOf } from '../graphql/failure.type.js';
import { Recorded } from '../graphql/record.type.js';
import { Decimal, Text } from '../graphql/scalars.js';
import { ChangeOutcome, PlanAnswer } from './plan-answer.js';

registerEnumType(ChangeOutcome, {
  name: 'ChangeOutcome',
  description: 'What became of a change that an objection proposes.',
  valuesMap: {
    WAITING: { description: 'It waits: it is made when the plans are refused.' },
    DONE: { description: 'It was made: the need has a new version, or was withdrawn.' },
    NOT_DONE: { description: 'It could not be made: `told` says why.' },
  },
});

@ObjectType({
  implements: () => [Recorded],
  description: "An assembly's answer to the plans that are proposed in a round of a planning cycle. A later answer of the same round retires it: the live one counts.",
})
export class PlanDecision extends Recorded {
  /** Shown as `cycle`. */
  cycleId!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `ratified`. */
  ratified!: string[];

  @Field(() => Int, { description: 'The round of the planning cycle.' })
  round!: number;

  @Field(() => PlanAnswer, { description: 'What it answers.' })
  answer!: PlanAnswer;

  @Field(() => Text, { description: 'Why it objects, in the words of the assembly; empty where it does not.' })
  reasons!: string;

  /** Shown as `mandate`. */
  mandateId!: string | null;

  /** Shown as `resolution`. */
  resolutionId!: string | null;
}

@ObjectType({ description: "A change of one of an assembly's needs that its objection proposes." })
export class ProposedNeedChange {
  /** Shown as `need`. */
  needId!: string;

  @Field(() => Int, { description: 'The version of the need that the assembly saw.' })
  needVersion!: number;

  @Field(() => Decimal, { nullable: true, description: 'How much is needed instead, in the unit of the good; null where the need is to be withdrawn.' })
  quantity!: string | null;

  @Field(() => ChangeOutcome, { description: 'What became of it.' })
  outcome!: ChangeOutcome;

  @Field(() => Text, { description: 'Why it was not made; else empty.' })
  told!: string;
}

@ObjectType({ description: 'A change of an ecological limit that an objection proposes. It changes nothing by itself: limits change by a proposal that the assemblies adopt.' })
export class ProposedLimitChange {
  /** Shown as `limit`. */
  limitId!: string;

  /** Shown as `proposal`. */
  proposalId!: string;

  @Field(() => Decimal, { description: 'The most of the impact that may be caused instead, in its unit.' })
  quantity!: string;
}

export const PlanDecisionConnection = connectionOf(PlanDecision, 'decisions on plans');
export const PlanDecisionResult = resultOf(PlanDecision);
