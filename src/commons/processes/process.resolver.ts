import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
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
import { CreateProcess, ProcessesArgs, ReviseProcess } from './process.input.js';
import { ProcessService } from './process.service.js';
import { Process, ProcessConnection, ProcessLand, ProcessResult } from './process.type.js';

@Resolver(() => Process)
export class ProcessResolver {
  private readonly enterprises: Batched<null, Shown<Enterprise> | null>;

  constructor(private readonly service: ProcessService, enterprises: EnterpriseService) {
    this.enterprises = new Batched(async (acting, ids) => await enterprises.byIds(acting, ids));
  }

  @Query(() => Process, { nullable: true, description: 'The process with this id; null where there is none.' })
  async process(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Process> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => ProcessConnection, { description: 'Processes, page by page.' })
  async processes(@Acts() acting: Acting, @Args() ask: ProcessesArgs): Promise<Page<Shown<Process>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => ProcessResult, { description: 'Creates a process of an enterprise, with all its lists.' })
  async createProcess(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new process.' }) input: CreateProcess,
  ): Promise<Shown<Process> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => ProcessResult, { description: 'Revises a process that is not retired; each list that is given takes the place of the whole list before.' })
  async reviseProcess(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The process.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseProcess,
  ): Promise<Shown<Process> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => ProcessResult, { description: 'Retires a process.' })
  async retireProcess(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The process.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Process> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Enterprise, { description: 'The enterprise whose process it is.' })
  enterprise(process: Process, _: unknown, context: GraphqlContext): Promise<Shown<Enterprise> | null> {
    return this.enterprises.load(context, process.enterpriseId, null);
  }

  @ResolveField(() => ProcessLand, { nullable: true, description: 'The land that one run holds; null where it holds none.' })
  land({ landFitFor, landHectares, landPeriods }: Process): Shown<ProcessLand> | null {
    if (landFitFor === null || landHectares === null || landPeriods === null) return null;
    return { fitFor: landFitFor, hectares: landHectares, periods: landPeriods };
  }
}

/** What an enterprise shows of its processes. */
@Resolver(() => Enterprise)
export class EnterpriseProcessesResolver {
  private readonly pages: Batched<ProcessesArgs, Page<Shown<Process>>>;

  constructor(service: ProcessService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfEnterprises(acting, ids, ask));
  }

  @ResolveField(() => ProcessConnection, { description: 'What it can do.' })
  async processes(
    @Parent() enterprise: Enterprise, @Context() context: GraphqlContext, @Args() ask: ProcessesArgs,
  ): Promise<Page<Shown<Process>>> {
    return await this.pages.load(context, enterprise.id, ask);
  }
}

/** What an assembly shows of the processes of its enterprises. */
@Resolver(() => Assembly)
export class AssemblyProcessesResolver {
  private readonly pages: Batched<ProcessesArgs, Page<Shown<Process>>>;

  constructor(service: ProcessService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => ProcessConnection, { description: 'What its enterprises can do.' })
  async processes(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: ProcessesArgs,
  ): Promise<Page<Shown<Process>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
