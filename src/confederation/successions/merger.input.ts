import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'Which mergers a list shows; all that is given must hold.' })
export class MergerFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly, on either side.' })
  assemblyId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Those that were carried out, or those that were not.' })
  accepted?: boolean | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Those that stand, those that were withdrawn, or both.' })
  retired?: Lifetime;
}

export enum MergerSortBy {
  CREATED = 'CREATED',
}

registerEnumType(MergerSortBy, {
  name: 'MergerSortBy',
  description: 'What a list of mergers is sorted by.',
  valuesMap: { CREATED: { description: 'When they were proposed.' } },
});

@ArgsType()
export class MergersArgs extends PageArgs {
  @Field(() => MergerFilter, { nullable: true, description: 'Which mergers; all that stand where it is left out.' })
  filter?: MergerFilter | null;

  @Field(() => MergerSortBy, { defaultValue: MergerSortBy.CREATED, description: 'What the list is sorted by.' })
  sortBy!: MergerSortBy;
}
