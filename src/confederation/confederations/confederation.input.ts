import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Text } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new confederation.' })
export class CreateConfederation {
  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and addresses; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Text, { nullable: true, description: 'What it is for, in its own words.' })
  description?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it exists for some goods alone; no where it is not given.' })
  functional?: boolean | null;
}

@InputType({ description: 'What changes of a confederation; what is left out stays as it is.' })
export class ReviseConfederation {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Text, { nullable: true, description: 'What it is for, in its own words; may be empty.' })
  description?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it exists for some goods alone.' })
  functional?: boolean | null;
}

@InputType({ description: 'Which confederations a list shows; all that is given must hold.' })
export class ConfederationFilter {
  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum ConfederationSortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  CREATED = 'CREATED',
}

registerEnumType(ConfederationSortBy, {
  name: 'ConfederationSortBy',
  description: 'What a list of confederations is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class ConfederationsArgs extends PageArgs {
  @Field(() => ConfederationFilter, { nullable: true, description: 'Which confederations; all live ones where it is left out.' })
  filter?: ConfederationFilter | null;

  @Field(() => ConfederationSortBy, { defaultValue: ConfederationSortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: ConfederationSortBy;
}
