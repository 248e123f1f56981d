import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { CapacityKind, ObjectiveKind } from '../cycles/objectives.js';
import { connectionOf } from '../graphql/connection.type.js';
import { resultOf } from '../graphql/failure.type.js';
import { Text, Timestamp, Uuid } from '../graphql/scalars.js';
import { PlanStatus } from './plan-status.js';

@ObjectType({ description: 'How far a plan is. Tier by tier the lowest levels rise together until no more can be had; needs that cannot rise further are settled.' })
export class PlanProgress {
  /** Shown as `tier`. */
  tierId!: string | null;

  @Field(() => PlanStatus, { description: 'Where the plan stands.' })
  status!: PlanStatus;

  @Field(() => Float, { nullable: true, description: 'The level at which needs were settled last, from 0 to 1; null before the first.' })
  level!: number | null;

  @Field(() => Int, { description: 'How many needs have their level. When all have, transport is made as small as it can be.' })
  settled!: number;

  @Field(() => Int, { description: 'How many needs there are in all.' })
  needs!: number;
}

@ObjectType({ description: 'The immutable snapshot of all records that a plan is computed from.' })
export class PlanScenario {
  @Field(() => Text, { description: 'SHA-256 of the document, in hexadecimal. The same records have the same.' })
  sha256!: string;

  @Field(() => Text, { description: 'Where this service gives the document, byte for byte as it was planned: JSON in canonical form (RFC 8785).' })
  documentUrl!: string;
}

@ObjectType({ description: 'A plan as a document, with the proof that its levels are the best there can be. Anybody can check it against the scenario.' })
export class PlanDocument {
  @Field(() => Text, { description: 'SHA-256 of the document, in hexadecimal.' })
  sha256!: string;

  @Field(() => Text, { description: 'Where this service gives the document, byte for byte as it was made: JSON.' })
  url!: string;
}

@ObjectType({ description: 'The program that solved a plan.' })
export class PlanEngine {
  @Field(() => Text, { description: 'Its name.' })
  name!: string;

  @Field(() => Text, { description: 'Its version.' })
  version!: string;
}

@ObjectType({ description: 'What a plan made as small as it can be, once every need had its level.' })
export class ReachedObjective {
  @Field(() => ObjectiveKind, { description: 'What was made small.' })
  minimise!: ObjectiveKind;

  @Field(() => Text, { nullable: true, description: 'The code of the impact, where it is an impact; else null.' })
  impact!: string | null;

  @Field(() => CapacityKind, { nullable: true, description: 'The kind of capacity, where it is the use of pools; else null.' })
  capacityKind!: CapacityKind | null;

  @Field(() => Float, { description: 'What it is in this plan: tonne-kilometres, or in the unit of the impact or of the capacity.' })
  value!: number;
}

@ObjectType({
  description: 'What the planner proposes for a planning cycle: who gets what, made where, by which way. It orders nobody: assemblies decide. '
    + 'All figures are of the scenario that it was computed from; what is declared later changes nothing in it.',
})
export class Plan {
  /** Shown as `cycle`. */
  cycleId!: string;

  /** Shown as `scenario`. */
  scenarioId!: string;

  /** Shown in `progress`. */
  tierId!: string | null;

  @Field(() => Uuid, { description: 'Identifies the plan, for ever.' })
  id!: string;

  @Field(() => PlanStatus, { description: 'Where it stands.' })
  status!: PlanStatus;

  @Field(() => Text, { nullable: true, description: 'Why it could not be made, in plain words; null unless it failed.' })
  whyFailed!: string | null;

  @Field(() => Timestamp, { description: 'When it was asked for: its scenario is what the records said then.' })
  askedAt!: Date;

  @Field(() => Timestamp, { nullable: true, description: 'When the planner began; null while it waits.' })
  startedAt!: Date | null;

  @Field(() => Timestamp, { nullable: true, description: 'When it was done, failed or cancelled; null before.' })
  endedAt!: Date | null;
}

export const PlanConnection = connectionOf(Plan, 'plans');
export const PlanResult = resultOf(Plan);
