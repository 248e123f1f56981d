import { ArgsType, Field, Float, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, PageArgs } from '../../graphql/connection.type.js';
import { Uuid } from '../../graphql/scalars.js';

@ObjectType({ description: 'How far a plan meets the needs that one assembly has in a tier.' })
export class AssemblyLevels {
  /** Of the assembly; shown as `assembly`. */
  id!: string;
  /** Shown as `leastMet`. */
  leastMetId!: string;

  @Field(() => Float, { description: 'The lowest level of any of them.' })
  leastLevel!: number;

  @Field(() => Float, { description: 'The mean of their levels, each need counting alike.' })
  meanLevel!: number;

  @Field(() => Int, { description: 'How many needs these are.' })
  needCount!: number;

  @Field(() => Int, { description: 'How many of them are met in full.' })
  metInFull!: number;
}

@InputType({ description: 'Which assemblies of a plan a list shows; all that is given must hold.' })
export class AssemblyLevelsFilter {
  @Field(() => [Uuid], { nullable: true, description: 'These assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Those whose lowest level is below this.' })
  belowLevel?: number | null;
}

export enum AssemblyLevelsSortBy {
  LEAST_LEVEL = 'LEAST_LEVEL',
  MEAN_LEVEL = 'MEAN_LEVEL',
}

registerEnumType(AssemblyLevelsSortBy, {
  name: 'AssemblyLevelsSortBy',
  description: 'What a list of the assemblies of a plan is sorted by.',
  valuesMap: {
    LEAST_LEVEL: { description: 'The lowest level of any of their needs in the tier, to nine digits; where that is equal the mean of the levels, then the name.' },
    MEAN_LEVEL: { description: 'The mean of the levels of their needs in the tier, to nine digits; where that is equal the lowest level, then the name.' },
  },
});

@ArgsType()
export class AssemblyLevelsArgs extends PageArgs {
  @Field(() => Uuid, { description: 'The tier.' })
  tier!: string;

  @Field(() => AssemblyLevelsFilter, { nullable: true, description: 'Which assemblies; all where it is left out.' })
  filter?: AssemblyLevelsFilter | null;

  @Field(() => AssemblyLevelsSortBy, { defaultValue: AssemblyLevelsSortBy.LEAST_LEVEL, description: 'What the list is sorted by.' })
  sortBy!: AssemblyLevelsSortBy;
}

export const AssemblyLevelsConnection = connectionOf(AssemblyLevels, 'assemblies with how far their needs in a tier are met');
