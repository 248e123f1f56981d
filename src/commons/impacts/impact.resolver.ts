import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { ConfederationService } from '../../confederation/confederations/confederation.service.js';
import { Confederation } from '../../confederation/confederations/confederation.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { CreateImpact, ImpactsArgs, ReviseImpact } from './impact.input.js';
import { ImpactService } from './impact.service.js';
import { Impact, ImpactConnection, ImpactResult } from './impact.type.js';

@Resolver(() => Impact)
export class ImpactResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;

  constructor(private readonly service: ImpactService, confederations: ConfederationService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
  }

  @Query(() => Impact, { nullable: true, description: 'The impact with this id; null where there is none.' })
  async impact(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Impact> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => ImpactConnection, { description: 'Impacts, page by page.' })
  async impacts(@Acts() acting: Acting, @Args() ask: ImpactsArgs): Promise<Page<Shown<Impact>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => ImpactResult, { description: 'Creates an impact that a confederation watches.' })
  async createImpact(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new impact.' }) input: CreateImpact,
  ): Promise<Shown<Impact> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => ImpactResult, { description: 'Revises an impact that is not retired.' })
  async reviseImpact(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The impact.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseImpact,
  ): Promise<Shown<Impact> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => ImpactResult, { description: 'Retires an impact that no live ecological limit, process or route names, and no objective of a live planning cycle.' })
  async retireImpact(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The impact.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Impact> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Confederation, { description: 'The confederation that watches it.' })
  confederation(impact: Impact, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, impact.confederationId, null);
  }
}

/** What a confederation shows of its impacts: a field of another room's type, kept in the room of what it shows. */
@Resolver(() => Confederation)
export class ConfederationImpactsResolver {
  private readonly pages: Batched<ImpactsArgs, Page<Shown<Impact>>>;

  constructor(service: ImpactService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => ImpactConnection, { description: 'The impacts that it watches.' })
  async impacts(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: ImpactsArgs,
  ): Promise<Page<Shown<Impact>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}
