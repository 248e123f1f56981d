import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new impact.' })
export class CreateImpact {
  @Field(() => Uuid, { description: 'The confederation that watches it.' })
  confederationId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Text, { description: 'The unit of all its quantities, such as kg or m³.' })
  unit!: string;
}

@InputType({ description: 'What changes of an impact; what is left out stays as it is.' })
export class ReviseImpact {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Text, { nullable: true, description: 'The unit of all its quantities. Quantities that are there already keep their numbers.' })
  unit?: string | null;
}

@InputType({ description: 'Which impacts a list shows; all that is given must hold.' })
export class ImpactFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name or code has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum ImpactSortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  CREATED = 'CREATED',
}

registerEnumType(ImpactSortBy, {
  name: 'ImpactSortBy',
  description: 'What a list of impacts is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class ImpactsArgs extends PageArgs {
  @Field(() => ImpactFilter, { nullable: true, description: 'Which impacts; all live ones where it is left out.' })
  filter?: ImpactFilter | null;

  @Field(() => ImpactSortBy, { defaultValue: ImpactSortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: ImpactSortBy;
}
