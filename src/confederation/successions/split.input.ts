import { Field, InputType, Int, PickType } from '@nestjs/graphql';
import { Uuid } from '../../graphql/scalars.js';
import { CreateAssembly } from '../assemblies/assembly.input.js';

@InputType({ description: 'An assembly that comes out of another, and what it takes with it; what nobody takes stays.' })
export class PartOfAssembly extends PickType(CreateAssembly, ['name', 'code', 'latitude', 'longitude'] as const) {
  @Field(() => Int, { nullable: true, description: 'How many people live there: the other has so many less.' })
  population?: number | null;

  @Field(() => [Uuid], { nullable: true, description: 'The land that it takes.' })
  landParcelIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'The enterprises that it takes, with their processes and pools.' })
  enterpriseIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'The pools that it takes, beside those of its enterprises.' })
  poolIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'The stocks that it takes.' })
  stockIds?: string[] | null;
}
