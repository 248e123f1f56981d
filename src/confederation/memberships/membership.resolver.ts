import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { AssemblyService } from '../assemblies/assembly.service.js';
import { Assembly } from '../assemblies/assembly.type.js';
import { ConfederationService } from '../confederations/confederation.service.js';
import { Confederation } from '../confederations/confederation.type.js';
import { JoinConfederation, MembershipsArgs, ReviseMembership } from './membership.input.js';
import { MembershipService } from './membership.service.js';
import { Membership, MembershipConnection, MembershipResult } from './membership.type.js';

@Resolver(() => Membership)
export class MembershipResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(private readonly service: MembershipService, confederations: ConfederationService, assemblies: AssemblyService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @Query(() => MembershipConnection, { description: 'Memberships, page by page.' })
  async memberships(@Acts() acting: Acting, @Args() ask: MembershipsArgs): Promise<Page<Shown<Membership>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => MembershipResult, { description: 'An assembly, or a smaller confederation, joins a confederation.' })
  async joinConfederation(
    @Resolves() acting: Acting,
    @Args('input', { description: 'Who joins what, and from when on.' }) input: JoinConfederation,
  ): Promise<Shown<Membership> | Failure> {
    return await this.service.join(acting, input);
  }

  @Mutation(() => MembershipResult, { description: 'Revises a membership that was not left.' })
  async reviseMembership(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The membership.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseMembership,
  ): Promise<Shown<Membership> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => MembershipResult, { description: 'A member leaves a confederation, as it may at any time: the membership is retired, and the next snapshot is without it.' })
  async leaveConfederation(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The membership.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Membership> | Failure> {
    return await this.service.leave(acting, { id, version });
  }

  @ResolveField(() => Confederation, { description: 'The confederation that the member is in.' })
  confederation(membership: Membership, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, membership.confederationId, null);
  }

  @ResolveField(() => Assembly, { nullable: true, description: 'The assembly that is a member; null where a confederation is.' })
  async assembly({ assemblyId }: Membership, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return assemblyId === null ? null : await this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Confederation, { nullable: true, description: 'The smaller confederation that is a member; null where an assembly is.' })
  async memberConfederation({ memberConfederationId }: Membership, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return memberConfederationId === null ? null : await this.confederations.load(context, memberConfederationId, null);
  }
}

/** What a confederation shows of its memberships. */
@Resolver(() => Confederation)
export class ConfederationMembershipsResolver {
  private readonly pages: Batched<MembershipsArgs, Page<Shown<Membership>>>;

  constructor(service: MembershipService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => MembershipConnection, { description: 'Who is in it, and since when; with `retired: ALL` also who left, and when.' })
  async memberships(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: MembershipsArgs,
  ): Promise<Page<Shown<Membership>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}

/** What an assembly shows of its memberships. */
@Resolver(() => Assembly)
export class AssemblyMembershipsResolver {
  private readonly pages: Batched<MembershipsArgs, Page<Shown<Membership>>>;

  constructor(service: MembershipService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => MembershipConnection, { description: 'Which confederations it is in, and since when.' })
  async memberships(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: MembershipsArgs,
  ): Promise<Page<Shown<Membership>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
