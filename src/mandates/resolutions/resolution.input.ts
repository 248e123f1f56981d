import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Day, Text, Uuid } from '../../graphql/scalars.js';

@InputType({ description: 'Which resolutions a list shows; all that is given must hold.' })
export class ResolutionFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Day, { nullable: true, description: 'Those decided on this day or later.' })
  since?: string | null;

  @Field(() => Text, { nullable: true, description: 'Those whose title or text has this in it, in small or capital letters.' })
  search?: string | null;
}

export enum ResolutionSortBy {
  DECIDED = 'DECIDED',
  CREATED = 'CREATED',
}

registerEnumType(ResolutionSortBy, {
  name: 'ResolutionSortBy',
  description: 'What a list of resolutions is sorted by.',
  valuesMap: {
    DECIDED: { description: 'The days of their decisions.' },
    CREATED: { description: 'When they were written down.' },
  },
});

@ArgsType()
export class ResolutionsArgs extends PageArgs {
  @Field(() => ResolutionFilter, { nullable: true, description: 'Which resolutions; all where it is left out.' })
  filter?: ResolutionFilter | null;

  @Field(() => ResolutionSortBy, { defaultValue: ResolutionSortBy.DECIDED, description: 'What the list is sorted by.' })
  sortBy!: ResolutionSortBy;
}
