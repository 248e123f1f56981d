import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Uuid } from '../../graphql/scalars.js';

@InputType({ description: 'What a list of what was declared per person shows; all that is given must hold. The medians stay those of all members.' })
export class DeclaredPerPersonFilter {
  @Field(() => [Uuid], { nullable: true, description: 'Of these goods.' })
  goodIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Of these tiers.' })
  tierIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Of these assemblies.' })
  assemblyIds?: string[] | null;
}

export enum DeclaredPerPersonSortBy {
  FURTHEST = 'FURTHEST',
  ASSEMBLY = 'ASSEMBLY',
  GOOD = 'GOOD',
  TIER = 'TIER',
}

registerEnumType(DeclaredPerPersonSortBy, {
  name: 'DeclaredPerPersonSortBy',
  description: 'What a list of what was declared per person is sorted by.',
  valuesMap: {
    FURTHEST: { description: 'How far it is from the median by ratio, either way, the furthest first: ten times as much stands beside a tenth. What cannot be compared comes last.' },
    ASSEMBLY: { description: 'The names of the assemblies, small and capital letters alike.' },
    GOOD: { description: 'The names of the goods, small and capital letters alike.' },
    TIER: { description: 'The places of the tiers, the most urgent first.' },
  },
});

@ArgsType()
export class DeclaredPerPersonArgs extends PageArgs {
  @Field(() => DeclaredPerPersonFilter, { nullable: true, description: 'Which; all where it is left out.' })
  filter?: DeclaredPerPersonFilter | null;

  @Field(() => DeclaredPerPersonSortBy, { defaultValue: DeclaredPerPersonSortBy.FURTHEST, description: 'What the list is sorted by.' })
  sortBy!: DeclaredPerPersonSortBy;
}
