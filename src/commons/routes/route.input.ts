import { ArgsType, Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.type.js';
import { Decimal, Text, Uuid } from '../../graphql/scalars.js';
import { Lifetime } from '../../records/change.js';

@InputType({ description: 'What a tonne on a route does to the living world.' })
export class RouteImpactEntry {
  @Field(() => Uuid, { description: 'The impact: one of the same confederation.' })
  impactId!: string;

  @Field(() => Decimal, { description: 'How much of it a tonne causes on each kilometre, in the unit of the impact: above 0.' })
  quantity!: string;
}

@InputType({ description: 'A new route.' })
export class CreateRoute {
  @Field(() => Uuid, { description: 'The confederation whose assemblies it joins.' })
  confederationId!: string;

  @Field(() => Text, { nullable: true, description: 'Short name in plans and tables; made from the codes of both assemblies where it is not given.' })
  code?: string | null;

  @Field(() => Uuid, { description: 'The assembly that it comes from: a member of the confederation.' })
  fromId!: string;

  @Field(() => Uuid, { description: 'The assembly that it leads to: another member.' })
  toId!: string;

  @Field(() => Decimal, { description: 'How long it is, in kilometres; 0 for two at one place.' })
  km!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether goods can be sent the other way too; false where it is not given.' })
  bothWays?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many periods goods are on the way, 0 to 1000; 0 where it is not given.' })
  takes?: number | null;

  @Field(() => Decimal, { nullable: true, description: 'Share that is lost on the way, at least 0 and below 1; 0 where it is not given.' })
  loss?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The most that can be sent in a period, in tonnes, in each direction; unbounded where it is not given.' })
  tonnesPerPeriod?: string | null;

  @Field(() => [Uuid], { nullable: true, description: 'The goods that it carries, 1 to 1000 of the same confederation; every good where it is left out.' })
  goodIds?: string[] | null;

  @Field(() => [RouteImpactEntry], { nullable: true, description: 'What each tonne on it does to the living world, per kilometre; nothing where it is left out.' })
  impactsPerTonneKm?: RouteImpactEntry[] | null;
}

@InputType({ description: 'What changes of a route; what is left out stays as it is. Between other assemblies it is another route.' })
export class ReviseRoute {
  @Field(() => Decimal, { nullable: true, description: 'How long it is, in kilometres.' })
  km?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether goods can be sent the other way too.' })
  bothWays?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many periods goods are on the way, 0 to 1000.' })
  takes?: number | null;

  @Field(() => Decimal, { nullable: true, description: 'Share that is lost on the way, at least 0 and below 1.' })
  loss?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The most that can be sent in a period, in tonnes, in each direction; null where nothing bounds it.' })
  tonnesPerPeriod?: string | null;

  @Field(() => [Uuid], { nullable: true, description: 'The goods that it carries, in place of those before; null where it carries every good.' })
  goodIds?: string[] | null;

  @Field(() => [RouteImpactEntry], { nullable: true, description: 'What each tonne on it does, per kilometre, in place of what was there; empty for nothing.' })
  impactsPerTonneKm?: RouteImpactEntry[] | null;
}

@InputType({ description: 'Which routes a list shows; all that is given must hold.' })
export class RouteFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => [Text], { nullable: true, description: 'Those with these codes.' })
  codes?: string[] | null;

  @Field(() => Uuid, { nullable: true, description: 'Those on which goods can be sent from this assembly: from it, or both ways to it.' })
  fromId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those on which goods can be sent to this assembly: to it, or both ways from it.' })
  toId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that carry this good: that name it, or that carry every good of its confederation.' })
  goodId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that cause this impact.' })
  impactId?: string | null;

  @Field(() => Text, { nullable: true, description: 'Those whose code or whose assemblies\' names have this in them, in small or capital letters.' })
  search?: string | null;

  @Field(() => Lifetime, { defaultValue: Lifetime.LIVE, description: 'Live ones, retired ones, or both.' })
  retired?: Lifetime;
}

export enum RouteSortBy {
  CODE = 'CODE',
  FROM = 'FROM',
  TO = 'TO',
  KM = 'KM',
  CREATED = 'CREATED',
}

registerEnumType(RouteSortBy, {
  name: 'RouteSortBy',
  description: 'What a list of routes is sorted by.',
  valuesMap: {
    CODE: { description: 'Their codes.' },
    FROM: { description: 'The names of the assemblies that they come from, small and capital letters alike.' },
    TO: { description: 'The names of the assemblies that they lead to, small and capital letters alike.' },
    KM: { description: 'How long they are.' },
    CREATED: { description: 'When they were created.' },
  },
});

@ArgsType()
export class RoutesArgs extends PageArgs {
  @Field(() => RouteFilter, { nullable: true, description: 'Which routes; all live ones where it is left out.' })
  filter?: RouteFilter | null;

  @Field(() => RouteSortBy, { defaultValue: RouteSortBy.CODE, description: 'What the list is sorted by.' })
  sortBy!: RouteSortBy;
}
