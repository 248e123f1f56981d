import { ArgsType, Field, Float, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new assembly.' })
export class CreateAssembly {
  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and addresses; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people live there.' })
  population?: number | null;

  @Field(() => Float, { nullable: true, description: 'Where it is: degrees north, from -90 to 90. With a longitude, or not at all.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Where it is: degrees east, from -180 to 180. With a latitude, or not at all.' })
  longitude?: number | null;
}

@InputType({ description: 'What changes of an assembly; what is left out stays as it is.' })
export class ReviseAssembly {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people live there; null where it is not known any more.' })
  population?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north; revised together with the longitude. Null where it is not known any more.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east; revised together with the latitude. Null where it is not known any more.' })
  longitude?: number | null;
}

@InputType({ description: 'Which assemblies a list shows; all that is given must hold.' })
export class AssemblyFilter {
  @Field(() => Uuid, { nullable: true, description: 'The present members of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum AssemblySortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  POPULATION = 'POPULATION',
  CREATED = 'CREATED',
}

registerEnumType(AssemblySortBy, {
  name: 'AssemblySortBy',
  description: 'What a list of assemblies is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    POPULATION: { description: 'How many people live there; those where it is not known come before all others.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class AssembliesArgs extends PageArgs {
  @Field(() => AssemblyFilter, { nullable: true, description: 'Which assemblies; all live ones where it is left out.' })
  filter?: AssemblyFilter | null;

  @Field(() => AssemblySortBy, { defaultValue: AssemblySortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: AssemblySortBy;
}
