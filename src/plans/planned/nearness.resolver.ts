import { ResolveField, Resolver } from '@nestjs/graphql';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import { PlanStatus } from '../plan-status.js';
import { Plan } from '../plan.type.js';
import { NearnessService } from './nearness.service.js';
import { GoodNearness, PlanNearness } from './nearness.type.js';

@Resolver(() => Plan)
export class PlanNearnessResolver {
  private readonly ofPlans: Batched<null, Shown<PlanNearness>>;

  constructor(service: NearnessService) {
    this.ofPlans = new Batched(async (acting, ids) => await service.ofPlans(acting, ids));
  }

  @ResolveField(() => PlanNearness, { nullable: true, description: 'From how near comes what it gives to needs; null until it is done.' })
  async nearness(plan: Plan, _: unknown, context: GraphqlContext): Promise<Shown<PlanNearness> | null> {
    return plan.status === PlanStatus.DONE ? await this.ofPlans.load(context, plan.id, null) : null;
  }
}

@Resolver(() => GoodNearness)
export class GoodNearnessResolver {
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(goods: GoodService) {
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good({ goodId }: GoodNearness, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
  }
}
