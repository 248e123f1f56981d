import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'What an assembly is asked about its declaration: about one of its needs, about a good, or about the whole.' })
export class AskQuestion {
  @Field(() => Uuid, { description: 'The planning cycle for which it declares: one that is declaring, planning or proposed.' })
  cycleId!: string;

  @Field(() => Uuid, { description: 'The assembly that is asked: a member of the confederation of the planning cycle.' })
  assemblyId!: string;

  @Field(() => Uuid, { nullable: true, description: 'The need that it is about: one that stands, of that assembly and planning cycle.' })
  needId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'The good that it is about, where it is about no one need: one of the confederation of the planning cycle.' })
  goodId?: string | null;

  @Field(() => Text, { description: 'The question: 1 to 10000 characters.' })
  text!: string;
}

@InputType({ description: 'Which questions a list shows; all that is given must hold.' })
export class QuestionFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those about what is declared for this planning cycle.' })
  cycleId?: string | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those that these assemblies are asked.' })
  assemblyIds?: string[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those about these goods, or about needs of them.' })
  goodIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Those that are answered, or those that are not.' })
  answered?: boolean | null;

  @Field(() => Text, { nullable: true, description: 'Those that have this in them, or whose assembly has it in its name, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Those that stand, those that were withdrawn, or both.' })
  retired?: Lifetime;
}

export enum QuestionSortBy {
  ASKED = 'ASKED',
  ASSEMBLY = 'ASSEMBLY',
}

registerEnumType(QuestionSortBy, {
  name: 'QuestionSortBy',
  description: 'What a list of questions is sorted by.',
  valuesMap: {
    ASKED: { description: 'When they were asked.' },
    ASSEMBLY: { description: 'The names of the assemblies that are asked, small and capital letters alike.' },
  },
});

@ArgsType()
export class QuestionsArgs extends PageArgs {
  @Field(() => QuestionFilter, { nullable: true, description: 'Which questions; all that stand where it is left out.' })
  filter?: QuestionFilter | null;

  @Field(() => QuestionSortBy, { defaultValue: QuestionSortBy.ASKED, description: 'What the list is sorted by.' })
  sortBy!: QuestionSortBy;
}
