import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Decimal, Text, Timestamp, Uuid } from '../../graphql/scalars.js';
import type { Objective } from '../../planning/index.js';

@ObjectType({ description: 'A confederation\'s rules. A charter is never changed: an adopted proposal puts another in its place, and the earlier ones stay to be read.' })
export class Charter {
  @Field(() => Uuid, { description: 'Identifies the charter, for ever.' })
  id!: string;

  /** Shown as `confederation`. */
  confederationId!: string;

  /** Shown as `proposal`. */
  proposalId!: string | null;

  @Field(() => Int, { description: 'Its place among the charters of the confederation: 1 for the first.' })
  number!: number;

  @Field(() => Decimal, {
    description: 'Of the assemblies that agree or object, the share that must agree. Compared exactly: "0.666666666" is met by two of three, "0.667" is not.',
  })
  assembliesShare!: string;

  @Field(() => Decimal, { nullable: true, description: 'The same of the people of these assemblies; null where people are not counted.' })
  peopleShare!: string | null;

  @Field(() => Decimal, { description: 'Of all member assemblies, the share that must have agreed, objected or abstained.' })
  quorum!: string;

  @Field(() => Int, { description: 'The least days between the opening of a proposal and its deadline.' })
  decisionDays!: number;

  /** As in a scenario; shown as PlanObjective. */
  objectives!: Objective[];

  @Field(() => Text, { description: 'What else it says, in its own words; may be empty.' })
  text!: string;

  @Field(() => Timestamp, { description: 'Since when it is in force, or from when on it was.' })
  inForceAt!: Date;
}
