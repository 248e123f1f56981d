import { Field, InputType, Int } from '@nestjs/graphql';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';

@InputType({ description: 'What one run of a process takes of a good.' })
export class ProcessInputEntry {
  @Field(() => Uuid, { description: 'The good.' })
  goodId!: string;

  @Field(() => Decimal, { description: 'How much one run takes, in the unit of the good: above 0.' })
  quantity!: string;
}

@InputType({ description: 'What one run of a process gives of a good.' })
export class ProcessOutputEntry {
  @Field(() => Uuid, { description: 'The good.' })
  goodId!: string;

  @Field(() => Decimal, { description: 'How much one run gives, in the unit of the good: above 0.' })
  quantity!: string;

  @Field(() => Int, { nullable: true, description: 'How many periods after the run it is there; 0 where it is not given: in the same.' })
  after?: number | null;
}

@InputType({ description: 'What one run of a process holds of a pool.' })
export class ProcessUseEntry {
  @Field(() => Uuid, { description: 'The pool, of the assembly that holds the enterprise.' })
  poolId!: string;

  @Field(() => Decimal, { description: 'How much one run holds, in the unit of the pool: above 0.' })
  quantity!: string;

  @Field(() => Int, { nullable: true, description: 'For how many periods, that of the run among them; 1 where it is not given.' })
  periods?: number | null;
}

@InputType({ description: 'What one run of a process adds to a pool.' })
export class ProcessAdditionEntry {
  @Field(() => Uuid, { description: 'The pool, of the assembly that holds the enterprise.' })
  poolId!: string;

  @Field(() => Decimal, { description: 'How much one run adds, in the unit of the pool: above 0.' })
  quantity!: string;

  @Field(() => Int, { nullable: true, description: 'How many periods after the run it is there: at least 1; 1 where it is not given.' })
  after?: number | null;
}

@InputType({ description: 'What one run of a process does to the living world.' })
export class ProcessImpactEntry {
  @Field(() => Uuid, { description: 'The impact.' })
  impactId!: string;

  @Field(() => Decimal, { description: 'How much of it one run causes, in the unit of the impact: above 0.' })
  quantity!: string;
}

@InputType({ description: 'The land that one run of a process holds.' })
export class ProcessLandEntry {
  @Field(() => Text, { description: 'The kind of land that it must be fit for, written as a code (`cropland`).' })
  fitFor!: string;

  @Field(() => Decimal, { description: 'How many hectares one run holds: above 0.' })
  hectares!: string;

  @Field(() => Int, { nullable: true, description: 'For how many periods, that of the run among them; 1 where it is not given.' })
  periods?: number | null;
}
