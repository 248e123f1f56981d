import type { Type } from '@nestjs/common';
import { Field, InputType, Int } from '@nestjs/graphql';
import { NewCharter } from '../charter/charters/charter.input.js';
import { CreateNorm, ReviseNorm } from '../charter/norms/norm.input.js';
import { CreateGood, ReviseGood } from '../commons/goods/good.input.js';
import { CreateImpact, ReviseImpact } from '../commons/impacts/impact.input.js';
import { CreateEcologicalLimit, ReviseEcologicalLimit } from '../commons/limits/ecological-limit.input.js';
import { CreateRoute, ReviseRoute } from '../commons/routes/route.input.js';
import { ReviseConfederation } from '../confederation/confederations/confederation.input.js';
import { Day, Uuid } from '../graphql/scalars.js';
import { CreateTier, ReviseTier } from '../needs/tiers/tier.input.js';

/** A record, the version that was seen of it, and what changes of it. */
export interface Revision<Changes> {
  readonly id: string;
  readonly version: number;
  readonly changes: Changes;
}

/** The input type `ReviseGoodChange` of `ReviseGood`. */
function revisionOf<Changes extends object>(changes: Type<Changes>, words: string): Type<Revision<Changes>> {
  @InputType(`${changes.name}Change`, { description: `What changes of ${words}, once the proposal is adopted.` })
  class RevisionInput {
    @Field(() => Uuid, { description: 'The record.' })
    id!: string;

    @Field(() => Int, { description: 'The version that you saw. Where it has another by then, the proposal cannot be carried out.' })
    version!: number;

    @Field(() => changes, { description: 'What changes of it.' })
    changes!: Changes;
  }
  return RevisionInput;
}

const GoodRevision = revisionOf(ReviseGood, 'a good');
const TierRevision = revisionOf(ReviseTier, 'a tier');
const ImpactRevision = revisionOf(ReviseImpact, 'an impact');
const LimitRevision = revisionOf(ReviseEcologicalLimit, 'an ecological limit');
const RouteRevision = revisionOf(ReviseRoute, 'a route');
const NormRevision = revisionOf(ReviseNorm, 'a norm');
const ConfederationRevision = revisionOf(ReviseConfederation, 'the confederation');

@InputType({ description: 'A record that is retired, once the proposal is adopted.' })
export class RetireChange {
  @Field(() => Uuid, { description: 'The record.' })
  id!: string;

  @Field(() => Int, { description: 'The version that you saw. Where it has another by then, the proposal cannot be carried out.' })
  version!: number;
}

@InputType({ description: 'An assembly that is admitted, once the proposal is adopted: it may join from then on.' })
export class AdmitAssembly {
  @Field(() => Uuid, { description: 'The assembly.' })
  assemblyId!: string;
}

@InputType({ description: 'A smaller confederation that is admitted, once the proposal is adopted: it may join from then on.' })
export class AdmitConfederation {
  @Field(() => Uuid, { description: 'The smaller confederation.' })
  memberConfederationId!: string;
}

@InputType({ description: 'A larger confederation that the confederation becomes a member of, once the proposal is adopted.' })
export class JoinLarger {
  @Field(() => Uuid, { description: 'The larger confederation.' })
  largerId!: string;

  @Field(() => Day, { description: 'The day from which on it is a member.' })
  since!: string;
}

@InputType({ description: 'One change of what a confederation shares: exactly one of the fields is given.' })
export class ConfederalChange {
  @Field(() => CreateGood, { nullable: true, description: 'A new good.' })
  createGood?: CreateGood | null;

  @Field(() => GoodRevision, { nullable: true, description: 'A good is revised.' })
  reviseGood?: Revision<ReviseGood> | null;

  @Field(() => RetireChange, { nullable: true, description: 'A good is retired.' })
  retireGood?: RetireChange | null;

  @Field(() => CreateTier, { nullable: true, description: 'A new tier.' })
  createTier?: CreateTier | null;

  @Field(() => TierRevision, { nullable: true, description: 'A tier is revised.' })
  reviseTier?: Revision<ReviseTier> | null;

  @Field(() => RetireChange, { nullable: true, description: 'A tier is retired.' })
  retireTier?: RetireChange | null;

  @Field(() => CreateImpact, { nullable: true, description: 'A new impact.' })
  createImpact?: CreateImpact | null;

  @Field(() => ImpactRevision, { nullable: true, description: 'An impact is revised.' })
  reviseImpact?: Revision<ReviseImpact> | null;

  @Field(() => RetireChange, { nullable: true, description: 'An impact is retired.' })
  retireImpact?: RetireChange | null;

  @Field(() => CreateEcologicalLimit, { nullable: true, description: 'A new ecological limit.' })
  createEcologicalLimit?: CreateEcologicalLimit | null;

  @Field(() => LimitRevision, { nullable: true, description: 'An ecological limit is revised.' })
  reviseEcologicalLimit?: Revision<ReviseEcologicalLimit> | null;

  @Field(() => RetireChange, { nullable: true, description: 'An ecological limit is retired.' })
  retireEcologicalLimit?: RetireChange | null;

  @Field(() => CreateRoute, { nullable: true, description: 'A new route.' })
  createRoute?: CreateRoute | null;

  @Field(() => RouteRevision, { nullable: true, description: 'A route is revised.' })
  reviseRoute?: Revision<ReviseRoute> | null;

  @Field(() => RetireChange, { nullable: true, description: 'A route is retired.' })
  retireRoute?: RetireChange | null;

  @Field(() => CreateNorm, { nullable: true, description: 'A new norm.' })
  createNorm?: CreateNorm | null;

  @Field(() => NormRevision, { nullable: true, description: 'A norm is revised.' })
  reviseNorm?: Revision<ReviseNorm> | null;

  @Field(() => RetireChange, { nullable: true, description: 'A norm is retired.' })
  retireNorm?: RetireChange | null;

  @Field(() => ConfederationRevision, { nullable: true, description: 'The confederation itself is revised: its name, what it is for.' })
  reviseConfederation?: Revision<ReviseConfederation> | null;

  @Field(() => AdmitAssembly, { nullable: true, description: 'An assembly is admitted: it may join.' })
  admitAssembly?: AdmitAssembly | null;

  @Field(() => AdmitConfederation, { nullable: true, description: 'A smaller confederation is admitted: it may join.' })
  admitConfederation?: AdmitConfederation | null;

  @Field(() => JoinLarger, { nullable: true, description: 'The confederation becomes a member of a larger one.' })
  joinLarger?: JoinLarger | null;

  @Field(() => RetireChange, { nullable: true, description: 'The confederation leaves a larger one: the record is its membership there.' })
  leaveLarger?: RetireChange | null;

  @Field(() => NewCharter, { nullable: true, description: 'A charter, in place of the one that is in force.' })
  charter?: NewCharter | null;
}

export type ChangeKind = keyof ConfederalChange;

/** What is given for a kind of change. */
export type GivenFor<Kind extends ChangeKind> = NonNullable<ConfederalChange[Kind]>;
