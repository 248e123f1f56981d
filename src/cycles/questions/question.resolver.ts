import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { MayResolve, Resolves } from '../../graphql/resolves.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import { NeedService } from '../../needs/need.service.js';
import { Need } from '../../needs/need.type.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { PlanningCycleService } from '../planning-cycle.service.js';
import { PlanningCycle } from '../planning-cycle.type.js';
import { AskQuestion, QuestionsArgs } from './question.input.js';
import { QuestionService } from './question.service.js';
import { Question, QuestionAnswer, QuestionConnection, QuestionResult } from './question.type.js';

/** Asking and answering, and what a question is about. */
@Resolver(() => Question)
export class QuestionResolver {
  private readonly answers: Batched<null, Shown<QuestionAnswer> | null>;
  private readonly cycles: Batched<null, Shown<PlanningCycle> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly needs: Batched<null, Shown<Need> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(private readonly service: QuestionService, cycles: PlanningCycleService, assemblies: AssemblyService, needs: NeedService, goods: GoodService) {
    this.answers = new Batched(async (acting, ids) => await service.answersOf(acting, ids));
    this.cycles = new Batched(async (acting, ids) => await cycles.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.needs = new Batched(async (acting, ids) => await needs.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @Query(() => Question, { nullable: true, description: 'The question with this id; null where there is none.' })
  async question(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Question> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Mutation(() => QuestionResult, {
    description: 'Asks an assembly in public about what it declared: a coordinator, or a delegate of a member under a resolution. No need changes by it.',
  })
  async askQuestion(
    @MayResolve() acting: Acting,
    @Args('input', { description: 'The question.' }) input: AskQuestion,
  ): Promise<Shown<Question> | Failure> {
    return await this.service.ask(acting, input);
  }

  @Mutation(() => QuestionResult, { description: 'The assembly that is asked answers in public, until what it declared is decided on. A later answer comes in the place of an earlier one.' })
  async answerQuestion(
    @Resolves() acting: Acting,
    @Args('questionId', { type: () => Uuid, description: 'The question.' }) questionId: string,
    @Args('text', { type: () => Text, description: 'The answer: 1 to 10000 characters.' }) text: string,
  ): Promise<Shown<Question> | Failure> {
    return await this.service.answer(acting, questionId, text);
  }

  @Mutation(() => QuestionResult, { description: 'Withdraws a question, by those who asked it. It stays to be read, and so does its answer.' })
  async withdrawQuestion(
    @MayResolve() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The question.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Question> | Failure> {
    return await this.service.withdraw(acting, { id, version });
  }

  @ResolveField(() => QuestionAnswer, { nullable: true, description: 'What the assembly answers; null as long as it has not.' })
  answer(question: Question, _: unknown, context: GraphqlContext): Promise<Shown<QuestionAnswer> | null> {
    return this.answers.load(context, question.id, null);
  }

  @ResolveField(() => PlanningCycle, { description: 'The planning cycle for which it was declared.' })
  cycle(question: Question, _: unknown, context: GraphqlContext): Promise<Shown<PlanningCycle> | null> {
    return this.cycles.load(context, question.cycleId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that is asked.' })
  assembly(question: Question, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, question.assemblyId, null);
  }

  @ResolveField(() => Assembly, { nullable: true, description: 'The member that asks; null where the council of coordinators does.' })
  async askedBy({ askedById }: Question, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return askedById === null ? null : await this.assemblies.load(context, askedById, null);
  }

  @ResolveField(() => Need, { nullable: true, description: 'The need that it is about, as it is now; null where it is about a good, or the whole.' })
  async need({ needId }: Question, _: unknown, context: GraphqlContext): Promise<Shown<Need> | null> {
    return needId === null ? null : await this.needs.load(context, needId, null);
  }

  @ResolveField(() => Good, { nullable: true, description: 'The good that it is about, with a need that of the need; null where it is about the declaration as a whole.' })
  async good({ goodId }: Question, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return goodId === null ? null : await this.goods.load(context, goodId, null);
  }
}

/** What is asked about the declarations of a planning cycle. */
@Resolver(() => PlanningCycle)
export class CycleQuestionsResolver {
  private readonly pages: Batched<QuestionsArgs, Page<Shown<Question>>>;

  constructor(service: QuestionService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfCycles(acting, ids, ask));
  }

  @ResolveField(() => QuestionConnection, { description: 'What assemblies are asked about what they declared for it, in all rounds.' })
  async questions(
    @Parent() cycle: PlanningCycle, @Context() context: GraphqlContext, @Args() ask: QuestionsArgs,
  ): Promise<Page<Shown<Question>>> {
    return await this.pages.load(context, cycle.id, ask);
  }
}

/** What an assembly is asked. */
@Resolver(() => Assembly)
export class AssemblyQuestionsResolver {
  private readonly pages: Batched<QuestionsArgs, Page<Shown<Question>>>;

  constructor(service: QuestionService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => QuestionConnection, { description: 'What it is asked about what it declared, for all planning cycles unless the filter names one.' })
  async questions(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: QuestionsArgs,
  ): Promise<Page<Shown<Question>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
