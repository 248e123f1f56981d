import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { idOrCode } from '../../graphql/lookup.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { Confederation } from '../confederations/confederation.type.js';
import { AssembliesArgs, CreateAssembly, ReviseAssembly } from './assembly.input.js';
import { AssemblyService } from './assembly.service.js';
import { Assembly, AssemblyConnection, AssemblyResult } from './assembly.type.js';

@Resolver(() => Assembly)
export class AssemblyResolver {
  constructor(private readonly service: AssemblyService) {}

  @Query(() => Assembly, { nullable: true, description: 'The assembly with this id, or with this code; null where there is none.' })
  async assembly(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, nullable: true, description: 'Its id; or give its code.' }) id?: string | null,
    @Args('code', { type: () => Text, nullable: true, description: 'Its code; or give its id.' }) code?: string | null,
  ): Promise<Shown<Assembly> | null> {
    const asked = idOrCode(id, code);
    return 'code' in asked
      ? await this.service.byCode(acting, asked.code)
      : (await this.service.byIds(acting, [asked.id]))[0] ?? null;
  }

  @Query(() => AssemblyConnection, { description: 'Assemblies, page by page.' })
  async assemblies(@Acts() acting: Acting, @Args() ask: AssembliesArgs): Promise<Page<Shown<Assembly>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => AssemblyResult, { description: 'Creates an assembly, at first in no confederation: see joinConfederation.' })
  async createAssembly(
    @Acts() acting: Acting,
    @Args('input', { description: 'The new assembly.' }) input: CreateAssembly,
  ): Promise<Shown<Assembly> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => AssemblyResult, { description: 'Revises an assembly that is not retired.' })
  async reviseAssembly(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The assembly.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseAssembly,
  ): Promise<Shown<Assembly> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => AssemblyResult, { description: 'Retires an assembly that is in no confederation any more, and that no live route or need names.' })
  async retireAssembly(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The assembly.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Assembly> | Failure> {
    return await this.service.retire(acting, { id, version });
  }
}

/** What a confederation shows of its assemblies. */
@Resolver(() => Confederation)
export class ConfederationAssembliesResolver {
  private readonly members: Batched<AssembliesArgs, Page<Shown<Assembly>>>;

  constructor(service: AssemblyService) {
    this.members = new Batched(async (acting, ids, ask) => await service.pagesOfMembers(acting, ids, ask));
  }

  @ResolveField(() => AssemblyConnection, { description: 'The assemblies that are its members at present.' })
  async assemblies(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: AssembliesArgs,
  ): Promise<Page<Shown<Assembly>>> {
    return await this.members.load(context, confederation.id, ask);
  }
}
