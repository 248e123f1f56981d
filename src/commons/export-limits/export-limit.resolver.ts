import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { GoodService } from '../goods/good.service.js';
import { Good } from '../goods/good.type.js';
import { CreateExportLimit, ReviseExportLimit, ExportLimitsArgs } from './export-limit.input.js';
import { ExportLimitService } from './export-limit.service.js';
import { ExportLimit, ExportLimitConnection, ExportLimitResult } from './export-limit.type.js';

@Resolver(() => ExportLimit)
export class ExportLimitResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(private readonly service: ExportLimitService, assemblies: AssemblyService, goods: GoodService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @Query(() => ExportLimit, { nullable: true, description: 'The export limit with this id; null where there is none.' })
  async exportLimit(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<ExportLimit> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => ExportLimitConnection, { description: 'Export limits, page by page.' })
  async exportLimits(@Acts() acting: Acting, @Args() ask: ExportLimitsArgs): Promise<Page<Shown<ExportLimit>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => ExportLimitResult, { description: 'An assembly says how much of a good may leave it, beside what it said before.' })
  async createExportLimit(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new export limit.' }) input: CreateExportLimit,
  ): Promise<Shown<ExportLimit> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => ExportLimitResult, { description: 'Revises an export limit that is not retired.' })
  async reviseExportLimit(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The export limit.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseExportLimit,
  ): Promise<Shown<ExportLimit> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => ExportLimitResult, { description: 'Retires an export limit: the assembly limits this no more.' })
  async retireExportLimit(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The export limit.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<ExportLimit> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Assembly, { description: 'The assembly whose word it is.' })
  assembly(limit: ExportLimit, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, limit.assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'The good that it keeps.' })
  good(limit: ExportLimit, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, limit.goodId, null);
  }
}

/** What an assembly shows of its export limits. */
@Resolver(() => Assembly)
export class AssemblyExportLimitsResolver {
  private readonly pages: Batched<ExportLimitsArgs, Page<Shown<ExportLimit>>>;

  constructor(service: ExportLimitService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => ExportLimitConnection, { description: 'How much of which goods may leave it, by its own word.' })
  async exportLimits(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: ExportLimitsArgs,
  ): Promise<Page<Shown<ExportLimit>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
