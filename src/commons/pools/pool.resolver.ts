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
import { EnterpriseService } from '../enterprises/enterprise.service.js';
import { Enterprise } from '../enterprises/enterprise.type.js';
import { CreatePool, PoolsArgs, RevisePool } from './pool.input.js';
import { PoolService } from './pool.service.js';
import { Pool, PoolConnection, PoolResult } from './pool.type.js';

@Resolver(() => Pool)
export class PoolResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly enterprises: Batched<null, Shown<Enterprise> | null>;

  constructor(private readonly service: PoolService, assemblies: AssemblyService, enterprises: EnterpriseService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.enterprises = new Batched(async (acting, ids) => await enterprises.byIds(acting, ids));
  }

  @Query(() => Pool, { nullable: true, description: 'The pool with this id; null where there is none.' })
  async pool(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Pool> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => PoolConnection, { description: 'Pools, page by page.' })
  async pools(@Acts() acting: Acting, @Args() ask: PoolsArgs): Promise<Page<Shown<Pool>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => PoolResult, { description: 'Creates a pool that an assembly holds. Land is none: see createLandParcel.' })
  async createPool(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new pool.' }) input: CreatePool,
  ): Promise<Shown<Pool> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => PoolResult, { description: 'Revises a pool that is not retired.' })
  async revisePool(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The pool.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: RevisePool,
  ): Promise<Shown<Pool> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => PoolResult, { description: 'Retires a pool that no live process uses or adds to.' })
  async retirePool(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The pool.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Pool> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Assembly, { description: 'The assembly that holds it.' })
  assembly(pool: Pool, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, pool.assemblyId, null);
  }

  @ResolveField(() => Enterprise, { nullable: true, description: 'The enterprise that it belongs to; null where it belongs to none.' })
  async enterprise(pool: Pool, _: unknown, context: GraphqlContext): Promise<Shown<Enterprise> | null> {
    return pool.enterpriseId === null ? null : await this.enterprises.load(context, pool.enterpriseId, null);
  }
}

/** What an assembly shows of its pools. */
@Resolver(() => Assembly)
export class AssemblyPoolsResolver {
  private readonly pages: Batched<PoolsArgs, Page<Shown<Pool>>>;

  constructor(service: PoolService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => PoolConnection, { description: 'The labour, equipment and other capacity that it holds, that of its enterprises among it.' })
  async pools(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: PoolsArgs,
  ): Promise<Page<Shown<Pool>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}

/** What an enterprise shows of its pools. */
@Resolver(() => Enterprise)
export class EnterprisePoolsResolver {
  private readonly pages: Batched<PoolsArgs, Page<Shown<Pool>>>;

  constructor(service: PoolService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfEnterprises(acting, ids, ask));
  }

  @ResolveField(() => PoolConnection, { description: 'The capacity that belongs to it.' })
  async pools(
    @Parent() enterprise: Enterprise, @Context() context: GraphqlContext, @Args() ask: PoolsArgs,
  ): Promise<Page<Shown<Pool>>> {
    return await this.pages.load(context, enterprise.id, ask);
  }
}
