import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Uuid } from '../../graphql/scalars.js';
import { FaultOfDeclaration } from './fault-of-declaration.js';

@InputType({ description: 'Which faults of declarations a list shows; all that is given must hold.' })
export class DeclarationFaultFilter {
  @Field(() => [FaultOfDeclaration], { nullable: true, description: 'Those of these kinds.' })
  faults?: FaultOfDeclaration[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these assemblies.' })
  assemblyIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those about norms for these goods.' })
  goodIds?: string[] | null;
}

export enum DeclarationFaultSortBy {
  ASSEMBLY = 'ASSEMBLY',
  FAULT = 'FAULT',
}

registerEnumType(DeclarationFaultSortBy, {
  name: 'DeclarationFaultSortBy',
  description: 'What a list of faults of declarations is sorted by.',
  valuesMap: {
    ASSEMBLY: { description: 'The names of the assemblies, small and capital letters alike.' },
    FAULT: { description: 'What is missing: all needs first, then populations, then what norms are for.' },
  },
});

@ArgsType()
export class DeclarationFaultsArgs extends PageArgs {
  @Field(() => DeclarationFaultFilter, { nullable: true, description: 'Which faults; all where it is left out.' })
  filter?: DeclarationFaultFilter | null;

  @Field(() => DeclarationFaultSortBy, { defaultValue: DeclarationFaultSortBy.FAULT, description: 'What the list is sorted by.' })
  sortBy!: DeclarationFaultSortBy;
}
