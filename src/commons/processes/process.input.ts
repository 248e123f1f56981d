import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';
import { PeriodQuantityEntry } from '../pools/period-quantity.type.js';
import {
  ProcessAdditionEntry, ProcessImpactEntry, ProcessInputEntry, ProcessLandEntry, ProcessOutputEntry, ProcessUseEntry,
} from './process-entries.input.js';

@InputType({
  description: 'A new process. All its goods and impacts are of one confederation, in which the assembly that holds the enterprise is a member.',
})
export class CreateProcess {
  @Field(() => Uuid, { description: 'The enterprise whose process it is.' })
  enterpriseId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => [ProcessInputEntry], { nullable: true, description: 'What one run takes, each good once.' })
  inputs?: ProcessInputEntry[] | null;

  @Field(() => [ProcessOutputEntry], { nullable: true, description: 'What one run gives, each good once for each number of periods after the run.' })
  outputs?: ProcessOutputEntry[] | null;

  @Field(() => [ProcessUseEntry], { nullable: true, description: 'What one run holds of pools, each pool once.' })
  uses?: ProcessUseEntry[] | null;

  @Field(() => [ProcessAdditionEntry], { nullable: true, description: 'What one run adds to pools, each pool once.' })
  adds?: ProcessAdditionEntry[] | null;

  @Field(() => [ProcessImpactEntry], { nullable: true, description: 'What one run does to the living world, each impact once.' })
  impacts?: ProcessImpactEntry[] | null;

  @Field(() => ProcessLandEntry, { nullable: true, description: 'The land that one run holds; none where it is not given.' })
  land?: ProcessLandEntry | null;

  @Field(() => Decimal, { nullable: true, description: 'The most runs in each period; no maximum where neither this nor maxRunsByPeriod is given.' })
  maxRuns?: string | null;

  @Field(() => [PeriodQuantityEntry], {
    nullable: true, description: 'The most runs in which period, each named once; 0 in a period that is not named. Not together with maxRuns.',
  })
  maxRunsByPeriod?: PeriodQuantityEntry[] | null;
}

@InputType({ description: 'What changes of a process; what is left out stays as it is. A list that is given takes the place of the whole list before.' })
export class ReviseProcess {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => [ProcessInputEntry], { nullable: true, description: 'All that one run takes, each good once.' })
  inputs?: ProcessInputEntry[] | null;

  @Field(() => [ProcessOutputEntry], { nullable: true, description: 'All that one run gives, each good once for each number of periods after the run.' })
  outputs?: ProcessOutputEntry[] | null;

  @Field(() => [ProcessUseEntry], { nullable: true, description: 'All that one run holds of pools, each pool once.' })
  uses?: ProcessUseEntry[] | null;

  @Field(() => [ProcessAdditionEntry], { nullable: true, description: 'All that one run adds to pools, each pool once.' })
  adds?: ProcessAdditionEntry[] | null;

  @Field(() => [ProcessImpactEntry], { nullable: true, description: 'All that one run does to the living world, each impact once.' })
  impacts?: ProcessImpactEntry[] | null;

  @Field(() => ProcessLandEntry, { nullable: true, description: 'The land that one run holds; null: none.' })
  land?: ProcessLandEntry | null;

  @Field(() => Decimal, { nullable: true, description: 'The most runs in each period, in place of any maximum before; null: no maximum, unless maxRunsByPeriod is given.' })
  maxRuns?: string | null;

  @Field(() => [PeriodQuantityEntry], {
    nullable: true, description: 'The most runs in which period, in place of any maximum before; null: no maximum, unless maxRuns is given.',
  })
  maxRunsByPeriod?: PeriodQuantityEntry[] | null;
}

@InputType({ description: 'Which processes a list shows; all that is given must hold.' })
export class ProcessFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this enterprise.' })
  enterpriseId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of the enterprises of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of the enterprises of assemblies that are members of this confederation at present.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that take this good.' })
  inputGoodId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that give this good.' })
  outputGoodId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that use this pool, or add to it.' })
  poolId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that have this impact.' })
  impactId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those that hold land of one of these kinds.' })
  landFitFor?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum ProcessSortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  ENTERPRISE = 'ENTERPRISE',
  CREATED = 'CREATED',
}

registerEnumType(ProcessSortBy, {
  name: 'ProcessSortBy',
  description: 'What a list of processes is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    ENTERPRISE: { description: 'The names of their enterprises, small and capital letters alike.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class ProcessesArgs extends PageArgs {
  @Field(() => ProcessFilter, { nullable: true, description: 'Which processes; all live ones where it is left out.' })
  filter?: ProcessFilter | null;

  @Field(() => ProcessSortBy, { defaultValue: ProcessSortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: ProcessSortBy;
}
