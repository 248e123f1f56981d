import { Args, Context, Field, Int, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Person } from '../../accounts/person.type.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { ConfederationService } from '../../confederation/confederations/confederation.service.js';
import { Confederation } from '../../confederation/confederations/confederation.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Resolves } from '../../graphql/resolves.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { MandateService } from '../mandates/mandate.service.js';
import { Mandate, MandateResult } from '../mandates/mandate.type.js';
import { PersonService } from '../persons/person.service.js';
import { AcceptInvitation, InvitationsArgs, InviteAssembly } from './invitation.input.js';
import { InvitationService } from './invitation.service.js';
import { Invitation, InvitationConnection, InvitationResult } from './invitation.type.js';

@ObjectType({ description: 'An invitation that was made just now.' })
export class InvitedAssembly {
  @Field(() => Invitation, { description: 'The invitation.' })
  invitation!: Invitation;

  @Field(() => Text, {
    nullable: true, description: 'For a person who is new: the secret of a link by which they begin an account, good for one use. It is shown this once. Null for others.',
  })
  link!: string | null;
}

export const InvitedAssemblyResult = resultOf(InvitedAssembly);

@Resolver(() => Invitation)
export class InvitationResolver {
  private readonly persons: Batched<null, Shown<Person> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly confederations: Batched<null, Shown<Confederation> | null>;
  private readonly mandates: Batched<null, Shown<Mandate> | null>;

  constructor(
    private readonly service: InvitationService, persons: PersonService, assemblies: AssemblyService, confederations: ConfederationService, mandates: MandateService,
  ) {
    this.persons = new Batched(async (acting, ids) => await persons.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
    this.mandates = new Batched(async (acting, ids) => await mandates.byIds(acting, ids));
  }

  @Query(() => InvitationConnection, { description: 'Invitations, page by page.' })
  async invitations(@Acts() acting: Acting, @Args() ask: InvitationsArgs): Promise<Page<Shown<Invitation>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => InvitedAssemblyResult, { description: 'The council of a confederation invites an assembly that has no delegate. For coordinators.' })
  async inviteAssembly(
    @Acts() acting: Acting,
    @Args('input', { description: 'Who is invited.' }) input: InviteAssembly,
  ): Promise<Shown<InvitedAssembly> | Failure> {
    return await this.service.invite(acting, input);
  }

  @Mutation(() => MandateResult, { description: "The invited person confirms an invitation by the assembly's resolution, and holds its first mandate." })
  async acceptInvitation(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The invitation.' }) id: string,
    @Args('input', { description: 'What the assembly entrusts to them.' }) input: AcceptInvitation,
  ): Promise<Shown<Mandate> | Failure> {
    return await this.service.accept(acting, id, input);
  }

  @Mutation(() => InvitationResult, { description: 'Withdraws an invitation. For coordinators.' })
  async withdrawInvitation(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The invitation.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Invitation> | Failure> {
    return await this.service.withdraw(acting, { id, version });
  }

  @ResolveField(() => Person, { description: 'Who is invited to come with the resolution.' })
  invited(invitation: Invitation, _: unknown, context: GraphqlContext): Promise<Shown<Person> | null> {
    return this.persons.load(context, invitation.personId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that is invited.' })
  assembly(invitation: Invitation, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, invitation.assemblyId, null);
  }

  @ResolveField(() => Confederation, { description: 'The confederation whose council invites it.' })
  confederation(invitation: Invitation, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, invitation.confederationId, null);
  }

  @ResolveField(() => Mandate, { nullable: true, description: 'The mandate that came of it; null until it is accepted.' })
  async mandate(invitation: Invitation, _: unknown, context: GraphqlContext): Promise<Shown<Mandate> | null> {
    return invitation.mandateId === null ? null : await this.mandates.load(context, invitation.mandateId, null);
  }
}

/** What a confederation shows of its invitations. */
@Resolver(() => Confederation)
export class ConfederationInvitationsResolver {
  private readonly pages: Batched<InvitationsArgs, Page<Shown<Invitation>>>;

  constructor(service: InvitationService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => InvitationConnection, { description: 'Which assemblies without a delegate it has invited.' })
  async invitations(@Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: InvitationsArgs): Promise<Page<Shown<Invitation>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}
