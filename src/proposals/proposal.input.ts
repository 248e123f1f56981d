import { ArgsType, Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../graphql/connection.type.js';
import { Text, Uuid } from '../graphql/scalars.js';
import { ConfederalChange } from './confederal-change.input.js';
import { Answer, ProposalStatus } from './proposal-states.js';

registerEnumType(ProposalStatus, {
  name: 'ProposalStatus',
  description: 'Where a proposal stands.',
  valuesMap: {
    DRAFT: { description: 'It is being written: nobody can decide on it yet.' },
    OPEN: { description: 'The assemblies decide.' },
    ADOPTED: { description: 'The assemblies adopted it, and its changes were made.' },
    REFUSED: { description: 'What the charter asks for was not met.' },
    WITHDRAWN: { description: 'Whoever drafted it withdrew it.' },
    NOT_POSSIBLE: { description: 'The assemblies agreed, but the changes could not be made any more; none of them was.' },
  },
});

registerEnumType(Answer, {
  name: 'ProposalAnswer',
  description: 'What an assembly answers to a proposal.',
  valuesMap: {
    AGREE: { description: 'It agrees.' },
    OBJECT: { description: 'It objects, with reasons.' },
    ABSTAIN: { description: 'It has decided neither way: it counts for the quorum alone.' },
  },
});

@InputType({ description: 'A new proposal, as a draft. Its changes are tried at once, and nothing is kept where one of them could not be made.' })
export class DraftProposal {
  @Field(() => Uuid, { description: 'The confederation whose assemblies will decide.' })
  confederationId!: string;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  title!: string;

  @Field(() => Text, { nullable: true, description: 'Why it is proposed; may be left out.' })
  text?: string | null;

  @Field(() => [ConfederalChange], { description: 'What changes once it is adopted, in this order: 1 to 100.' })
  changes!: ConfederalChange[];
}

@InputType({ description: 'What changes of a proposal itself; what is left out stays as it is.' })
export class AmendProposal {
  @Field(() => Text, { nullable: true, description: 'What it is called: one line of 1 to 200 characters.' })
  title?: string | null;

  @Field(() => Text, { nullable: true, description: 'Why it is proposed.' })
  text?: string | null;

  @Field(() => [ConfederalChange], { nullable: true, description: 'What changes once it is adopted, in place of what was proposed: 1 to 100.' })
  changes?: ConfederalChange[] | null;
}

@InputType({ description: 'What an assembly answers to a proposal.' })
export class DecideOnProposal {
  @Field(() => Uuid, { description: 'The proposal.' })
  proposalId!: string;

  @Field(() => Int, { description: 'The version that the assembly decided on.' })
  version!: number;

  @Field(() => Uuid, { description: 'The assembly: a member of the confederation.' })
  assemblyId!: string;

  @Field(() => Answer, { description: 'Its answer.' })
  answer!: Answer;

  @Field(() => Text, { nullable: true, description: 'Why; an objection has its reasons.' })
  reasons?: string | null;
}

@InputType({ description: 'Which proposals a list shows; all that is given must hold.' })
export class ProposalFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those of this confederation.' })
  confederationId?: string | null;

  @Field(() => [ProposalStatus], { nullable: true, description: 'Those that stand there.' })
  statuses?: ProposalStatus[] | null;

  @Field(() => Text, { nullable: true, description: 'Those whose title or text has this in it, in small or capital letters.' })
  search?: string | null;
}

export enum ProposalSortBy {
  CREATED = 'CREATED',
  CHANGED = 'CHANGED',
  TITLE = 'TITLE',
}

registerEnumType(ProposalSortBy, {
  name: 'ProposalSortBy',
  description: 'What a list of proposals is sorted by.',
  valuesMap: {
    CREATED: { description: 'When they were drafted.' },
    CHANGED: { description: 'When they were last amended, opened or ended.' },
    TITLE: { description: 'Their titles, small and capital letters alike.' },
  },
});

@ArgsType()
export class ProposalsArgs extends PageArgs {
  @Field(() => ProposalFilter, { nullable: true, description: 'Which proposals; all where it is left out.' })
  filter?: ProposalFilter | null;

  @Field(() => ProposalSortBy, { defaultValue: ProposalSortBy.CREATED, description: 'What the list is sorted by.' })
  sortBy!: ProposalSortBy;
}

@InputType({ description: 'Which decisions a list shows; all that is given must hold.' })
export class ProposalDecisionFilter {
  @Field({ nullable: true, description: 'Those that count, or those that lapsed or were replaced.' })
  counts?: boolean;

  @Field(() => [Answer], { nullable: true, description: 'Those with these answers.' })
  answers?: Answer[] | null;

  @Field(() => [Uuid], { nullable: true, description: 'Those of these assemblies.' })
  assemblyIds?: string[] | null;
}

export enum ProposalDecisionSortBy {
  DECIDED = 'DECIDED',
}

registerEnumType(ProposalDecisionSortBy, {
  name: 'ProposalDecisionSortBy', description: 'What a list of decisions is sorted by.', valuesMap: { DECIDED: { description: 'When they were given.' } },
});

@ArgsType()
export class ProposalDecisionsArgs extends PageArgs {
  @Field(() => ProposalDecisionFilter, { nullable: true, description: 'Which decisions; the whole trail where it is left out.' })
  filter?: ProposalDecisionFilter | null;

  @Field(() => ProposalDecisionSortBy, { defaultValue: ProposalDecisionSortBy.DECIDED, description: 'What the list is sorted by.' })
  sortBy!: ProposalDecisionSortBy;
}

@ArgsType()
export class ProposalVersionsArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most so many: 1 to 100.' })
  first!: number;

  @Field(() => Int, { nullable: true, description: 'Only those before this version: that of the last one seen.' })
  before?: number | null;
}
