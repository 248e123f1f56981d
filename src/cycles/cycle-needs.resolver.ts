import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Batched } from '../graphql/batched.js';
import type { GraphqlContext } from '../graphql/context.js';
import type { Shown } from '../graphql/shown.js';
import { NeedsArgs } from '../needs/need.input.js';
import { NeedService } from '../needs/need.service.js';
import { Need, NeedConnection } from '../needs/need.type.js';
import type { Page } from '../records/page.js';
import { PlanningCycleService } from './planning-cycle.service.js';
import { CyclePeriod, PlanningCycle } from './planning-cycle.type.js';

/** What a planning cycle shows of needs: needs/ knows nothing of cycles. */
@Resolver(() => PlanningCycle)
export class CycleNeedsResolver {
  private readonly pages: Batched<NeedsArgs, Page<Shown<Need>>>;

  constructor(needs: NeedService) {
    this.pages = new Batched(async (acting, ids, ask) => await needs.pagesOfCycles(acting, ids, ask));
  }

  @ResolveField(() => NeedConnection, { description: 'The needs that assemblies declared for it.' })
  async needs(
    @Parent() cycle: PlanningCycle, @Context() context: GraphqlContext, @Args() ask: NeedsArgs,
  ): Promise<Page<Shown<Need>>> {
    return await this.pages.load(context, cycle.id, ask);
  }
}

/** What a need shows of its planning cycle. */
@Resolver(() => Need)
export class NeedCycleResolver {
  private readonly cycles: Batched<null, Shown<PlanningCycle> | null>;
  private readonly periods: Batched<null, Shown<CyclePeriod> | null>;

  constructor(service: PlanningCycleService) {
    this.cycles = new Batched(async (acting, ids) => await service.byIds(acting, ids));
    this.periods = new Batched(async (acting, ids) => await service.periodsByIds(acting, ids));
  }

  @ResolveField(() => PlanningCycle, { description: 'The planning cycle for which it was declared.' })
  cycle(need: Need, _: unknown, context: GraphqlContext): Promise<Shown<PlanningCycle> | null> {
    return this.cycles.load(context, need.cycleId, null);
  }

  @ResolveField(() => CyclePeriod, { description: 'The period in which it is needed.' })
  period(need: Need, _: unknown, context: GraphqlContext): Promise<Shown<CyclePeriod> | null> {
    return this.periods.load(context, need.periodId, null);
  }
}
