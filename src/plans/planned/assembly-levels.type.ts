import { ArgsType, Field, Float, Int, ObjectType } from '@nestjs/graphql';
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

@ArgsType()
export class AssemblyLevelsArgs extends PageArgs {
  @Field(() => Uuid, { description: 'The tier.' })
  tier!: string;
}

export const AssemblyLevelsConnection = connectionOf(AssemblyLevels, 'assemblies with how far their needs in a tier are met');
