import type { Type } from '@nestjs/common';
import { createUnionType, Field, Int, InterfaceType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FailureCode, isFailure } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { Text, Timestamp, Uuid } from './scalars.js';

registerEnumType(FailureCode, {
  name: 'FailureCode',
  description: 'Why something could not be done.',
  valuesMap: {
    INVALID_INPUT: { description: 'Something in the input is not as it must be: see InvalidInput.' },
    NOT_FOUND: { description: 'A record that was named is not there: see NotFound.' },
    VERSION_CONFLICT: { description: 'Somebody else changed the record first: see VersionConflict.' },
    CODE_TAKEN: { description: 'Another record has that code: see CodeTaken.' },
    ALREADY_THERE: { description: 'It is there already, and can be there but once: see AlreadyThere.' },
    STILL_IN_USE: { description: 'Other live records name it: see StillInUse.' },
    RETIRED: { description: 'The record is retired: see Retired.' },
    WRONG_STATE: { description: 'The record is in a state in which that cannot be done: see WrongState.' },
    NOT_PERMITTED: { description: 'Whoever is acting may not do this: see NotPermitted.' },
    TOO_MANY_ATTEMPTS: { description: 'Signing in was tried too often: see TooManyAttempts.' },
  },
});

registerEnumType(RecordKind, {
  name: 'RecordKind',
  description: 'The kinds of records.',
  valuesMap: {
    CONFEDERATION: { description: 'Assemblies that plan together.' },
    ASSEMBLY: { description: 'The face-to-face body of one municipality or neighbourhood.' },
    MEMBERSHIP: { description: "An assembly's, or a smaller confederation's, place in a confederation." },
    MERGER: { description: 'A proposal of one assembly to merge into another.' },
    SUCCESSION: { description: 'Which assembly came out of which.' },
    GOOD: { description: 'A thing that can be shared, with a unit.' },
    TIER: { description: 'A class of urgency of needs.' },
    IMPACT: { description: 'Something that is done to the living world, with a unit.' },
    ECOLOGICAL_LIMIT: { description: 'The most of an impact that may be caused.' },
    ROUTE: { description: 'A way from one assembly to another.' },
    LAND_PARCEL: { description: 'Land held by a municipality.' },
    ENTERPRISE: { description: 'A workshop, farm, mill or clinic held by a municipality.' },
    POOL: { description: 'Capacity that is used and comes back: labour, equipment.' },
    PROCESS: { description: 'A recipe: what goes in, what comes out, what it uses.' },
    STOCK: { description: 'A quantity of a good that an assembly has.' },
    EXPORT_LIMIT: { description: 'How much of a good may leave an assembly.' },
    PLANNING_CYCLE: { description: 'One round of planning.' },
    CYCLE_PERIOD: { description: 'A part of the time that a planning cycle plans.' },
    NEED: { description: 'What an assembly declares that it needs.' },
    PLAN: { description: 'What the planner proposes for a planning cycle.' },
    DECLARATION: { description: "An assembly's word that it has declared what it needs." },
    QUESTION: { description: 'What an assembly is asked about its declaration.' },
    QUESTION_ANSWER: { description: 'What an assembly answers to a question about its declaration.' },
    PLAN_DECISION: { description: "An assembly's answer to the plans that are proposed." },
    ADOPTION: { description: 'The plan that the assemblies adopted, sealed.' },
    CHARTER: { description: "A confederation's rules." },
    NORM: { description: 'How much of a good a person needs in a year, as the confederation agreed.' },
    PROPOSAL: { description: 'Changes of what a confederation shares, which its assemblies adopt or refuse.' },
    PROPOSAL_DECISION: { description: 'What an assembly answered to a proposal.' },
    ADMISSION: { description: 'That an assembly may become a member of a confederation.' },
    PERSON: { description: 'Somebody who acts for an assembly or a council.' },
    API_TOKEN: { description: 'What a program acts with for a person.' },
    RESOLUTION: { description: 'What an assembly decided.' },
    MANDATE: { description: 'What an assembly entrusts to a person.' },
    INVITATION: { description: 'What an assembly without a delegate is invited by.' },
  },
});

@InterfaceType('Failure', {
  description: 'Something that could not be done, though it was rightly asked. Nothing was changed.',
  resolveType: (value: object) => (isFailure(value) ? value.failure : undefined),
})
abstract class FailureType {
  @Field(() => FailureCode, { description: 'Why, for programs.' })
  failureCode!: FailureCode;

  @Field(() => Text, { description: 'Why, in plain words, with the next step.' })
  message!: string;
}

@ObjectType({ description: 'One thing wrong with an input.' })
class Fault {
  @Field(() => Text, { description: 'Where: the field, as in the input, such as `name` or `outputs.1.quantity` (counted from 0).' })
  path!: string;

  @Field(() => Text, { description: 'What would be right.' })
  expected!: string;

  @Field(() => Text, { description: 'What was given.' })
  came!: string;
}

@ObjectType({ implements: () => [FailureType], description: 'Something in the input is not as it must be.' })
class InvalidInput extends FailureType {
  @Field(() => [Fault], { description: 'All that is wrong, not the first thing alone.' })
  faults!: Fault[];
}

@ObjectType({ implements: () => [FailureType], description: 'A record that was named is not there.' })
class NotFound extends FailureType {
  @Field(() => RecordKind, { description: 'What kind of record was looked for.' })
  recordKind!: RecordKind;

  @Field(() => Uuid, { description: 'The id that was looked for.' })
  id!: string;
}

@ObjectType({ implements: () => [FailureType], description: 'The record changed after the version that was named: read it again, then decide.' })
class VersionConflict extends FailureType {
  @Field(() => Int, { description: 'The version that the record has now.' })
  currentVersion!: number;
}

@ObjectType({ implements: () => [FailureType], description: 'Another record has that code; a retired one keeps its code.' })
class CodeTaken extends FailureType {
  @Field(() => Text, { description: 'The code that was asked for.' })
  codeTaken!: string;

  @Field(() => Uuid, { description: 'The record that has it.' })
  existingId!: string;
}

@ObjectType({ implements: () => [FailureType], description: 'It is there already, and can be there but once: revise that one.' })
class AlreadyThere extends FailureType {
  @Field(() => RecordKind, { description: 'What kind of record it is.' })
  recordKind!: RecordKind;

  @Field(() => Uuid, { description: 'The record that is there.' })
  existingId!: string;
}

@ObjectType({ description: 'Live records that name another.' })
class RecordUse {
  @Field(() => Text, { description: 'What they are, in plain words: "stocks".' })
  records!: string;

  @Field(() => Int, { description: 'How many of them there are.' })
  count!: number;
}

@ObjectType({ implements: () => [FailureType], description: 'Live records name it: retire or revise these first.' })
class StillInUse extends FailureType {
  @Field(() => [RecordUse], { description: 'What names it, each kind with its number.' })
  usedBy!: RecordUse[];
}

@ObjectType({ implements: () => [FailureType], description: 'The record is retired: it stays as it is, and nothing new can name it.' })
class Retired extends FailureType {
  @Field(() => RecordKind, { description: 'What kind of record it is.' })
  recordKind!: RecordKind;

  @Field(() => Uuid, { description: 'The record.' })
  id!: string;

  @Field(() => Timestamp, { description: 'When it was retired.' })
  wasRetiredAt!: Date;
}

@ObjectType({ implements: () => [FailureType], description: 'The record is in a state in which that cannot be done.' })
class WrongState extends FailureType {
  @Field(() => RecordKind, { description: 'What kind of record it is.' })
  recordKind!: RecordKind;

  @Field(() => Uuid, { description: 'The record.' })
  id!: string;

  @Field(() => Text, { description: 'The state that it is in, as its own field names it: `DONE`.' })
  currentState!: string;
}

@ObjectType({ implements: () => [FailureType], description: 'Whoever is acting may not do this.' })
class NotPermitted extends FailureType {
  @Field(() => Text, { description: 'Why not.' })
  reason!: string;
}

@ObjectType({ implements: () => [FailureType], description: 'Signing in was tried too often by this name or from this address.' })
class TooManyAttempts extends FailureType {
  @Field(() => Timestamp, { description: 'When it can be tried again.' })
  tryAgainAt!: Date;
}

const failures = [InvalidInput, NotFound, VersionConflict, CodeTaken, AlreadyThere, StillInUse, Retired, WrongState, NotPermitted, TooManyAttempts] as const;

/** What creating, revising and retiring a record answers: the record, or a failure. `export const GoodResult = resultOf(Good)`. */
export function resultOf<Record extends object>(record: Type<Record>) {
  return createUnionType({
    name: `${record.name}Result`,
    description: `The ${record.name} as it is now, or why nothing was done. Ask for \`... on Failure { failureCode message }\` beside it.`,
    types: () => [record, ...failures] as const,
    resolveType: (value: object) => (isFailure(value) ? value.failure : record.name),
  });
}
