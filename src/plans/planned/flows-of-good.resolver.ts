import { Args, Context, Extensions, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import { COUNTS_AS } from '../../graphql/query-cost.js';
import { Text } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import { Plan } from '../plan.type.js';
import { FlowsOfGood } from './flows-of-good.type.js';
import { PlannedService } from './planned.service.js';

/** About what a period of the example has: so large a list, whole, is worth so many objects. */
const FLOWS_OF_A_PERIOD = 3_000;

@Resolver(() => Plan)
export class PlanFlowsResolver {
  private readonly flowsOf: Batched<string, Shown<FlowsOfGood>[]>;

  constructor(service: PlannedService) {
    this.flowsOf = new Batched(async (acting, ids, period) => await service.flowsByGood(acting, ids, period));
  }

  @Extensions({ [COUNTS_AS]: FLOWS_OF_A_PERIOD })
  @ResolveField(() => [FlowsOfGood], {
    description: 'All that it moves in one period, put together by good, in the order of their names; empty until the plan is done. '
      + `One such field counts as ${FLOWS_OF_A_PERIOD} objects, each with what is asked of it.`,
  })
  async flowsByGood(
    @Parent() plan: Plan, @Context() context: GraphqlContext,
    @Args('periodCode', { type: () => Text, description: 'The code of the period in which it is sent.' }) periodCode: string,
  ): Promise<Shown<FlowsOfGood>[]> {
    return await this.flowsOf.load(context, plan.id, periodCode);
  }
}

@Resolver(() => FlowsOfGood)
export class FlowsOfGoodResolver {
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(goods: GoodService) {
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Good, { description: 'What is moved.' })
  good({ goodId }: FlowsOfGood, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
  }
}
