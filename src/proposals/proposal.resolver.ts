import { Args, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import { ConfederationService } from '../confederation/confederations/confederation.service.js';
import { Confederation } from '../confederation/confederations/confederation.type.js';
import { Batched } from '../graphql/batched.js';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { MayResolve, Resolves } from '../graphql/resolves.js';
import { Timestamp, Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import type { Failure } from '../records/failures.js';
import type { Page } from '../records/page.js';
import { ProposalDecisionService } from './decision.service.js';
import { ProposalReading } from './proposal-reading.service.js';
import { AmendProposal, DecideOnProposal, DraftProposal, ProposalsArgs } from './proposal.input.js';
import { ProposalService } from './proposal.service.js';
import { Proposal, ProposalConnection, ProposalResult } from './proposal.type.js';

@Resolver(() => Proposal)
export class ProposalResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;

  constructor(
    private readonly service: ProposalService, private readonly reading: ProposalReading, private readonly decisions: ProposalDecisionService,
    confederations: ConfederationService,
  ) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
  }

  @Query(() => Proposal, { nullable: true, description: 'The proposal with this id; null where there is none.' })
  async proposal(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Proposal> | null> {
    return (await this.reading.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => ProposalConnection, { description: 'Proposals, page by page.' })
  async proposals(@Acts() acting: Acting, @Args() ask: ProposalsArgs): Promise<Page<Shown<Proposal>>> {
    return await this.reading.page(acting, ask);
  }

  @Mutation(() => ProposalResult, { description: 'Drafts a proposal: a coordinator, or a delegate of a member under a resolution.' })
  async draftProposal(
    @MayResolve() acting: Acting,
    @Args('input', { description: 'The new proposal.' }) input: DraftProposal,
  ): Promise<Shown<Proposal> | Failure> {
    return await this.service.draft(acting, input);
  }

  @Mutation(() => ProposalResult, {
    description: 'Amends a proposal, by those who drafted it. It is a new version and a draft again: decisions on earlier versions lapse, and it is opened anew.',
  })
  async amendProposal(
    @MayResolve() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The proposal: a draft, or open.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes of the proposal itself.' }) changes: AmendProposal,
  ): Promise<Shown<Proposal> | Failure> {
    return await this.service.amend(acting, { id, version }, changes);
  }

  @Mutation(() => ProposalResult, { description: 'Opens a draft: from now until the deadline the assemblies decide.' })
  async openProposal(
    @MayResolve() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The proposal: a draft.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('deadline', { type: () => Timestamp, description: 'Until when: at least so many days from now as the charter says.' }) deadline: Date,
  ): Promise<Shown<Proposal> | Failure> {
    return await this.service.open(acting, { id, version }, deadline);
  }

  @Mutation(() => ProposalResult, { description: 'Withdraws a proposal that is a draft or open, by those who drafted it.' })
  async withdrawProposal(
    @MayResolve() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The proposal: a draft, or open.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Proposal> | Failure> {
    return await this.service.withdraw(acting, { id, version });
  }

  @Mutation(() => ProposalResult, {
    description: 'Submits what an assembly decided on an open proposal. It replaces what the assembly decided before. Where the proposal is agreed with it for certain, its changes are made at once.',
  })
  async decideOnProposal(
    @Resolves() acting: Acting,
    @Args('input', { description: 'What was decided.' }) input: DecideOnProposal,
  ): Promise<Shown<Proposal> | Failure> {
    return await this.decisions.decide(acting, input);
  }

  @ResolveField(() => Confederation, { description: 'The confederation whose assemblies decide.' })
  confederation(proposal: Proposal, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, proposal.confederationId, null);
  }
}
