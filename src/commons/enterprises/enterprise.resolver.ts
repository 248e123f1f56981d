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
import { CreateEnterprise, EnterprisesArgs, ReviseEnterprise } from './enterprise.input.js';
import { EnterpriseService } from './enterprise.service.js';
import { Enterprise, EnterpriseConnection, EnterpriseResult } from './enterprise.type.js';

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(private readonly service: EnterpriseService, assemblies: AssemblyService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @Query(() => Enterprise, { nullable: true, description: 'The enterprise with this id; null where there is none.' })
  async enterprise(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Enterprise> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => EnterpriseConnection, { description: 'Enterprises, page by page.' })
  async enterprises(@Acts() acting: Acting, @Args() ask: EnterprisesArgs): Promise<Page<Shown<Enterprise>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => EnterpriseResult, { description: 'Creates an enterprise that an assembly holds.' })
  async createEnterprise(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new enterprise.' }) input: CreateEnterprise,
  ): Promise<Shown<Enterprise> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => EnterpriseResult, { description: 'Revises an enterprise that is not retired.' })
  async reviseEnterprise(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The enterprise.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseEnterprise,
  ): Promise<Shown<Enterprise> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => EnterpriseResult, { description: 'Retires an enterprise that no live process or pool names.' })
  async retireEnterprise(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The enterprise.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Enterprise> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Assembly, { description: 'The assembly that holds it.' })
  assembly(enterprise: Enterprise, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, enterprise.assemblyId, null);
  }
}

/** What an assembly shows of its enterprises. */
@Resolver(() => Assembly)
export class AssemblyEnterprisesResolver {
  private readonly pages: Batched<EnterprisesArgs, Page<Shown<Enterprise>>>;

  constructor(service: EnterpriseService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => EnterpriseConnection, { description: 'The enterprises that it holds.' })
  async enterprises(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: EnterprisesArgs,
  ): Promise<Page<Shown<Enterprise>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
