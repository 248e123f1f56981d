import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { ConfederationService } from '../../confederation/confederations/confederation.service.js';
import { Confederation } from '../../confederation/confederations/confederation.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { ImpactService } from '../impacts/impact.service.js';
import { Impact } from '../impacts/impact.type.js';
import { CreateEcologicalLimit, EcologicalLimitsArgs, ReviseEcologicalLimit } from './ecological-limit.input.js';
import { EcologicalLimitService } from './ecological-limit.service.js';
import { EcologicalLimit, EcologicalLimitConnection, EcologicalLimitResult } from './ecological-limit.type.js';

@Resolver(() => EcologicalLimit)
export class EcologicalLimitResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;
  private readonly impacts: Batched<null, Shown<Impact> | null>;
  private readonly assembliesOf: Batched<null, Shown<Assembly>[]>;

  constructor(private readonly service: EcologicalLimitService, confederations: ConfederationService, impacts: ImpactService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
    this.impacts = new Batched(async (acting, ids) => await impacts.byIds(acting, ids));
    this.assembliesOf = new Batched(async (acting, ids) => await service.assembliesOf(acting, ids));
  }

  @Query(() => EcologicalLimit, { nullable: true, description: 'The ecological limit with this id; null where there is none.' })
  async ecologicalLimit(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<EcologicalLimit> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => EcologicalLimitConnection, { description: 'Ecological limits, page by page.' })
  async ecologicalLimits(@Acts() acting: Acting, @Args() ask: EcologicalLimitsArgs): Promise<Page<Shown<EcologicalLimit>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => EcologicalLimitResult, { description: 'Creates an ecological limit in a confederation.' })
  async createEcologicalLimit(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new ecological limit.' }) input: CreateEcologicalLimit,
  ): Promise<Shown<EcologicalLimit> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => EcologicalLimitResult, { description: 'Revises an ecological limit that is not retired.' })
  async reviseEcologicalLimit(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The ecological limit.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseEcologicalLimit,
  ): Promise<Shown<EcologicalLimit> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => EcologicalLimitResult, { description: 'Retires an ecological limit: it no longer binds any new plan.' })
  async retireEcologicalLimit(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The ecological limit.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<EcologicalLimit> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Confederation, { description: 'The confederation whose assemblies agreed on it.' })
  confederation(limit: EcologicalLimit, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, limit.confederationId, null);
  }

  @ResolveField(() => Impact, { description: 'The impact that it limits.' })
  impact(limit: EcologicalLimit, _: unknown, context: GraphqlContext): Promise<Shown<Impact> | null> {
    return this.impacts.load(context, limit.impactId, null);
  }

  @ResolveField(() => [Assembly], {
    nullable: true, description: 'The assemblies that it holds for, together, by name; null where it holds for all of the confederation.',
  })
  async assemblies(limit: EcologicalLimit, _: unknown, context: GraphqlContext): Promise<Shown<Assembly>[] | null> {
    const named = await this.assembliesOf.load(context, limit.id, null);
    return named.length > 0 ? named : null;
  }
}

/** What a confederation shows of its ecological limits. */
@Resolver(() => Confederation)
export class ConfederationLimitsResolver {
  private readonly pages: Batched<EcologicalLimitsArgs, Page<Shown<EcologicalLimit>>>;

  constructor(service: EcologicalLimitService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => EcologicalLimitConnection, { description: 'The ecological limits that its assemblies agreed on.' })
  async limits(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: EcologicalLimitsArgs,
  ): Promise<Page<Shown<EcologicalLimit>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}
