import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import type { Outline } from '../../graphql/outline.js';
import { Decimal, GeoJson, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'A new land parcel.' })
export class CreateLandParcel {
  @Field(() => Uuid, { description: 'The assembly that holds it.' })
  assemblyId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  name!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in tables; made from the name where it is not given.' })
  code?: string | null;

  @Field(() => Decimal, { description: 'Its area in hectares, above 0.' })
  hectares!: string;

  @Field(() => Text, { nullable: true, description: 'What it is used for today, in words; empty where it is not given.' })
  use?: string | null;

  @Field(() => [Text], { description: 'The kinds of land that it may serve as, written as codes (`cropland`): at least one, each once.' })
  fitFor!: string[];

  @Field(() => GeoJson, { nullable: true, description: 'Its outline.' })
  outline?: Outline | null;
}

@InputType({ description: 'What changes of a land parcel; what is left out stays as it is.' })
export class ReviseLandParcel {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Its area in hectares, above 0.' })
  hectares?: string | null;

  @Field(() => Text, { nullable: true, description: 'What it is used for today, in words.' })
  use?: string | null;

  @Field(() => [Text], { nullable: true, description: 'The kinds of land that it may serve as: all of them, in place of those before.' })
  fitFor?: string[] | null;

  @Field(() => GeoJson, { nullable: true, description: 'Its outline; null takes it away.' })
  outline?: Outline | null;
}

@InputType({ description: 'Which land parcels a list shows; all that is given must hold.' })
export class LandParcelFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those of the assemblies that are members of this confederation at present.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => [Text], { nullable: true, description: 'Those that are fit for at least one of these kinds of land.' })
  fitFor?: string[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose name, code or use has this in it, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum LandParcelSortBy {
  NAME = 'NAME',
  CODE = 'CODE',
  HECTARES = 'HECTARES',
  CREATED = 'CREATED',
}

registerEnumType(LandParcelSortBy, {
  name: 'LandParcelSortBy',
  description: 'What a list of land parcels is sorted by.',
  valuesMap: {
    NAME: { description: 'Their names, small and capital letters alike.' },
    CODE: { description: 'Their codes.' },
    HECTARES: { description: 'Their areas.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class LandParcelsArgs extends PageArgs {
  @Field(() => LandParcelFilter, { nullable: true, description: 'Which land parcels; all live ones where it is left out.' })
  filter?: LandParcelFilter | null;

  @Field(() => LandParcelSortBy, { defaultValue: LandParcelSortBy.NAME, description: 'What the list is sorted by.' })
  sortBy!: LandParcelSortBy;
}
