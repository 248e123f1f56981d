import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.type.js';
import { resultOf } from '../graphql/failure.type.js';
import { Recorded } from '../graphql/record.type.js';
import { Decimal, Text, Timestamp, Uuid } from '../graphql/scalars.js';
import { Answer, ProposalStatus } from './proposal-states.js';

@ObjectType({ description: 'A change that is proposed.' })
export class ProposalChange {
  @Field(() => Text, { description: 'Its kind, as the input names it: `createGood`.' })
  kind!: string;

  @Field(() => Text, { description: 'What it changes, in a plain line.' })
  words!: string;

  @Field(() => Text, { description: 'All that is given for it, as JSON.' })
  json!: string;

  @Field(() => Uuid, { nullable: true, description: 'The record that it made or changed; null until it is adopted, and for a charter, which names its proposal itself.' })
  recordId!: string | null;
}

@ObjectType({ description: 'A change that could not be made when the proposal had been agreed.' })
export class ProposalFailure {
  @Field(() => Text, { description: 'Where in the proposal: `changes.3.createGood.unit`.' })
  path!: string;

  @Field(() => Text, { description: 'What would have been right.' })
  expected!: string;

  @Field(() => Text, { description: 'What stood in the way.' })
  came!: string;
}

@ObjectType({ description: 'What the decisions on a proposal come to, and what the charter asks for. Members are those of the moment of counting.' })
export class ProposalCount {
  @Field(() => Int, { description: 'How many assemblies are members.' })
  members!: number;

  @Field(() => Int, { description: 'How many of them agree.' })
  agreeing!: number;

  @Field(() => Int, { description: 'How many object.' })
  objecting!: number;

  @Field(() => Int, { description: 'How many abstain.' })
  abstaining!: number;

  @Field(() => Int, { description: 'How many have not decided.' })
  silent!: number;

  @Field(() => Decimal, { description: 'How many people live in all member assemblies, as far as it is known.' })
  people!: number;

  @Field(() => Decimal, { description: 'How many live where they agree.' })
  peopleAgreeing!: number;

  @Field(() => Decimal, { description: 'How many live where they object.' })
  peopleObjecting!: number;

  @Field({ description: 'Whether enough assemblies have decided.' })
  quorumMet!: boolean;

  @Field(() => Text, { description: '`agreed` or `refused`, where that is certain whatever those may answer who have not decided; else `open`.' })
  outcome!: string;

  @Field(() => Decimal, { nullable: true, description: 'Of the assemblies that agree or object, the share that must agree; null before the first charter: then every member must.' })
  assembliesShareAsked!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The same of their people; null where people are not counted.' })
  peopleShareAsked!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Of all members the share that must have decided; null before the first charter: then every member must.' })
  quorumAsked!: string | null;
}

@ObjectType({ description: 'A proposal as it was in one of its versions. The database itself keeps every one, and none can be changed.' })
export class ProposalVersion {
  @Field(() => Int, { description: 'The version: 1 as it was drafted.' })
  version!: number;

  @Field(() => Text, { description: 'What it was called.' })
  title!: string;

  @Field(() => Text, { description: 'Why it was proposed.' })
  text!: string;

  @Field(() => [ProposalChange], { description: 'What was proposed.' })
  changes!: ProposalChange[];

  @Field(() => Timestamp, { description: 'When it was drafted or amended like this.' })
  proposedAt!: Date;
}

@ObjectType({ description: 'What an assembly answered to a version of a proposal. It is never changed: a later answer of the assembly counts in its place.' })
export class ProposalDecision {
  @Field(() => Uuid, { description: 'Identifies the decision, for ever.' })
  id!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  @Field(() => Int, { description: 'The version of the proposal that was decided on.' })
  version!: number;

  @Field(() => Answer, { description: 'The answer.' })
  answer!: Answer;

  @Field(() => Text, { description: 'Why; may be empty, but for an objection.' })
  reasons!: string;

  @Field(() => Uuid, { nullable: true, description: 'The mandate of the delegate who submitted it.' })
  mandateId!: string | null;

  @Field(() => Uuid, { nullable: true, description: 'The resolution of the assembly that says so.' })
  resolutionId!: string | null;

  @Field(() => Timestamp, { description: 'When it was submitted.' })
  decidedAt!: Date;
}

@ObjectType({
  implements: () => [Recorded],
  description: 'Changes of what a confederation shares. Its assemblies adopt or refuse it as the charter says; adopted, its changes are made at once. Its version is '
    + 'that of what is proposed.',
})
export class Proposal extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  /** Shown as ProposalChange. */
  changes!: readonly { readonly kind: string; readonly given: object; readonly words: string }[];

  recordIds!: readonly (string | null)[] | null;

  @Field(() => Text, { description: 'What it is called.' })
  title!: string;

  @Field(() => Text, { description: 'Why it is proposed; may be empty.' })
  text!: string;

  @Field(() => ProposalStatus, { description: 'Where it stands.' })
  status!: ProposalStatus;

  @Field(() => Uuid, { nullable: true, description: 'The mandate by which it was drafted, or last amended.' })
  mandateId!: string | null;

  @Field(() => Timestamp, { nullable: true, description: 'Since when the assemblies can decide; null while it is a draft.' })
  openedAt!: Date | null;

  @Field(() => Timestamp, { nullable: true, description: 'Until when the assemblies can decide; null while it is a draft.' })
  deadline!: Date | null;

  @Field(() => Timestamp, { nullable: true, description: 'When it was adopted, refused or withdrawn; null before.' })
  endedAt!: Date | null;

  @Field(() => [ProposalFailure], { nullable: true, description: 'Why its changes could not be made; null but where it is NOT_POSSIBLE.' })
  failures!: ProposalFailure[] | null;
}

export const ProposalConnection = connectionOf(Proposal, 'proposals');
export const ProposalDecisionConnection = connectionOf(ProposalDecision, 'decisions');
export const ProposalResult = resultOf(Proposal);
