import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Charter } from '../charter/charters/charter.type.js';
import { AssemblyService } from '../confederation/assemblies/assembly.service.js';
import { Assembly } from '../confederation/assemblies/assembly.type.js';
import { Confederation } from '../confederation/confederations/confederation.type.js';
import { Batched } from '../graphql/batched.js';
import type { GraphqlContext } from '../graphql/context.js';
import type { Shown } from '../graphql/shown.js';
import { MandateService } from '../mandates/mandates/mandate.service.js';
import { Mandate } from '../mandates/mandates/mandate.type.js';
import { ResolutionService } from '../mandates/resolutions/resolution.service.js';
import { Resolution } from '../mandates/resolutions/resolution.type.js';
import type { Page } from '../records/page.js';
import { ProposalReading } from './proposal-reading.service.js';
import { ProposalDecisionsArgs, ProposalsArgs, ProposalVersionsArgs } from './proposal.input.js';
import {
  Proposal, ProposalChange, ProposalConnection, ProposalCount, ProposalDecision, ProposalDecisionConnection, ProposalVersion,
} from './proposal.type.js';

/** The changes as they are shown; `recordIds`: what each made, once it did. */
function shownChanges(changes: Proposal['changes'], recordIds: readonly (string | null)[] | null): Shown<ProposalChange>[] {
  return changes.map(({ kind, words, given }, i) => ({ kind, words, json: JSON.stringify(given), recordId: recordIds?.[i] ?? null }));
}

/** What a proposal shows: its changes, its versions, the decisions on it and their count. */
@Resolver(() => Proposal)
export class ProposalFieldsResolver {
  private readonly counts: Batched<null, Shown<ProposalCount> | null>;
  private readonly decisionPages: Batched<ProposalDecisionsArgs, Page<Shown<ProposalDecision>>>;
  private readonly trails: Batched<ProposalVersionsArgs, Shown<ProposalVersion>[]>;
  private readonly mandates: Batched<null, Shown<Mandate> | null>;

  constructor(reading: ProposalReading, mandates: MandateService) {
    this.mandates = new Batched(async (acting, ids) => await mandates.byIds(acting, ids));
    this.counts = new Batched(async (acting, ids) => await reading.countsOf(acting, ids));
    this.decisionPages = new Batched(async (acting, ids, ask) => await reading.decisionsOf(acting, ids, ask));
    this.trails = new Batched(async (acting, ids, ask) => (await reading.versionsOf(acting, ids, ask)).map((versions) =>
      versions.map((version) => ({ ...version, changes: shownChanges(version.changes, null) }))));
  }

  @ResolveField(() => [ProposalChange], { description: 'What changes once it is adopted, in this order.' })
  changes(proposal: Proposal): Shown<ProposalChange>[] {
    return shownChanges(proposal.changes, proposal.recordIds);
  }

  @ResolveField(() => ProposalCount, {
    nullable: true, description: 'What the decisions come to: as they stand while it is open, as they were counted once it ended; null for drafts and what was withdrawn.',
  })
  count(proposal: Proposal, _: unknown, context: GraphqlContext): Promise<Shown<ProposalCount> | null> {
    return this.counts.load(context, proposal.id, null);
  }

  @ResolveField(() => ProposalDecisionConnection, { description: 'What the assemblies answered, with all that lapsed or was replaced unless the filter says otherwise.' })
  async decisions(@Parent() proposal: Proposal, @Context() context: GraphqlContext, @Args() ask: ProposalDecisionsArgs): Promise<Page<Shown<ProposalDecision>>> {
    return await this.decisionPages.load(context, proposal.id, ask);
  }

  @ResolveField(() => Mandate, { nullable: true, description: 'The mandate by which it was drafted, or last amended: of a delegate, whose assembly did so, or of a coordinator.' })
  async mandate({ mandateId }: Proposal, _: unknown, context: GraphqlContext): Promise<Shown<Mandate> | null> {
    return mandateId === null ? null : await this.mandates.load(context, mandateId, null);
  }

  @ResolveField(() => [ProposalVersion], { description: 'Its versions, the latest first.' })
  async versions(@Parent() proposal: Proposal, @Context() context: GraphqlContext, @Args() ask: ProposalVersionsArgs): Promise<Shown<ProposalVersion>[]> {
    return await this.trails.load(context, proposal.id, ask);
  }
}

@Resolver(() => ProposalDecision)
export class ProposalDecisionResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly counting: Batched<null, boolean>;
  private readonly resolutions: Batched<null, Shown<Resolution> | null>;

  constructor(reading: ProposalReading, assemblies: AssemblyService, resolutions: ResolutionService) {
    this.resolutions = new Batched(async (acting, ids) => await resolutions.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.counting = new Batched(async (acting, ids) => await reading.countingOf(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly that decided.' })
  assembly(decision: ProposalDecision, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, decision.assemblyId, null);
  }

  @ResolveField(() => Resolution, { nullable: true, description: 'The resolution of the assembly that says so.' })
  async resolution({ resolutionId }: ProposalDecision, _: unknown, context: GraphqlContext): Promise<Shown<Resolution> | null> {
    return resolutionId === null ? null : await this.resolutions.load(context, resolutionId, null);
  }

  @ResolveField(() => Boolean, { description: 'Whether it counts: it is the last of its assembly, on the version that is proposed.' })
  counts(decision: ProposalDecision, _: unknown, context: GraphqlContext): Promise<boolean> {
    return this.counting.load(context, decision.id, null);
  }
}

/** What a confederation shows of its proposals. */
@Resolver(() => Confederation)
export class ConfederationProposalsResolver {
  private readonly pages: Batched<ProposalsArgs, Page<Shown<Proposal>>>;

  constructor(reading: ProposalReading) {
    this.pages = new Batched(async (acting, ids, ask) => await reading.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => ProposalConnection, { description: 'What was proposed to its assemblies.' })
  async proposals(@Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: ProposalsArgs): Promise<Page<Shown<Proposal>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}

/** What a charter shows of the proposal that it came by. */
@Resolver(() => Charter)
export class CharterProposalResolver {
  private readonly proposals: Batched<null, Shown<Proposal> | null>;

  constructor(reading: ProposalReading) {
    this.proposals = new Batched(async (acting, ids) => await reading.byIds(acting, ids));
  }

  @ResolveField(() => Proposal, { nullable: true, description: 'The proposal by which it was adopted; null where it came with an example.' })
  async proposal(charter: Charter, _: unknown, context: GraphqlContext): Promise<Shown<Proposal> | null> {
    return charter.proposalId === null ? null : await this.proposals.load(context, charter.proposalId, null);
  }
}
