import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new enterprise.' })
export class CreateEnterprise {
  @Field(() => Uuid, { description: 'The assembly that holds it.' })
  assemblyId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Text, { nullable: true, description: 'What it is and does, in words; empty where it is not given.' })
  description?: string | null;
}

@InputType({ description: 'What changes of an enterprise; what is left out stays as it is.' })
export class ReviseEnterprise {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Text, { nullable: true, description: 'What it is and does, in words.' })
  description?: string | null;
}

@InputType({ description: 'Which enterprises a list shows; all that is given must hold.' })
export class EnterpriseFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of the assemblies that are members of this confederation at present.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Uuid, { nullable: true, description: 'Those with a live process that takes this good.' })
  inputGoodId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those with a live process that gives this good.' })
  outputGoodId?: string | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name, code or description has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum EnterpriseSortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  CREATED = 'CREATED',
}

registerEnumType(EnterpriseSortBy, {
  name: 'EnterpriseSortBy',
  description: 'What a list of enterprises is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class EnterprisesArgs extends PageArgs {
  @Field(() => EnterpriseFilter, { nullable: true, description: 'Which enterprises; all live ones where it is left out.' })
  filter?: EnterpriseFilter | null;

  @Field(() => EnterpriseSortBy, { defaultValue: EnterpriseSortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: EnterpriseSortBy;
}
