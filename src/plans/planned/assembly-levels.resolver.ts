import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import { pageOfRows } from '../../records/page-of-rows.js';
import type { Page } from '../../records/page.js';
import { PlanStatus } from '../plan-status.js';
import { Plan } from '../plan.type.js';
import { type AssemblyLevelsAsk, AssemblyLevelsService } from './assembly-levels.service.js';
import { AssemblyLevels, AssemblyLevelsArgs, AssemblyLevelsConnection } from './assembly-levels.type.js';
import { PlannedNeed } from './planned.type.js';

@Resolver(() => Plan)
export class PlanAssemblyLevelsResolver {
  private readonly pages: Batched<AssemblyLevelsAsk, Page<Shown<AssemblyLevels>>>;

  constructor(service: AssemblyLevelsService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfPlans(acting, ids, ask));
  }

  @ResolveField(() => AssemblyLevelsConnection, {
    description: 'The assemblies that have needs in a tier, the worst off first. Empty until the plan is done.',
  })
  async assemblyLevels(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: AssemblyLevelsArgs): Promise<Page<Shown<AssemblyLevels>>> {
    return plan.status === PlanStatus.DONE ? await this.pages.load(context, plan.id, ask) : pageOfRows([], 'NONE', ask);
  }
}

@Resolver(() => AssemblyLevels)
export class AssemblyLevelsResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly needs: Batched<null, Shown<PlannedNeed> | null>;

  constructor(assemblies: AssemblyService, service: AssemblyLevelsService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.needs = new Batched(async (acting, ids) => await service.needsByIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly.' })
  async assembly(@Parent() { id }: AssemblyLevels, @Context() context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return await this.assemblies.load(context, id, null);
  }

  @ResolveField(() => PlannedNeed, { description: 'The need of it that has the lowest level; of several one.' })
  async leastMet(@Parent() { leastMetId }: AssemblyLevels, @Context() context: GraphqlContext): Promise<Shown<PlannedNeed> | null> {
    return await this.needs.load(context, leastMetId, null);
  }
}
