import { ResolveField, Resolver } from '@nestjs/graphql';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import { GoodService } from '../goods/good.service.js';
import { Good } from '../goods/good.type.js';
import { ImpactService } from '../impacts/impact.service.js';
import { Impact } from '../impacts/impact.type.js';
import { PoolService } from '../pools/pool.service.js';
import { Pool } from '../pools/pool.type.js';
import type { Line, ListName } from './process-lists.js';
import { ProcessService } from './process.service.js';
import { Process, ProcessAddition, ProcessImpact, ProcessInput, ProcessOutput, ProcessUse } from './process.type.js';

/** What a process shows of its lists: each is read for all processes of an answer in one statement. */
@Resolver(() => Process)
export class ProcessListsResolver {
  private readonly lines: Batched<ListName, readonly Line[]>;

  constructor(service: ProcessService) {
    this.lines = new Batched(async (acting, ids, list) => await service.linesOf(acting, ids, list));
  }

  @ResolveField(() => [ProcessInput], { description: 'What one run takes, in the order of the codes of the goods.' })
  async inputs(process: Process, _: unknown, context: GraphqlContext): Promise<Shown<ProcessInput>[]> {
    const lines = await this.lines.load(context, process.id, 'inputs');
    return lines.map(({ namedId, quantity }) => ({ goodId: namedId, quantity }));
  }

  @ResolveField(() => [ProcessOutput], { description: 'What one run gives, in the order of the codes of the goods, the soonest first.' })
  async outputs(process: Process, _: unknown, context: GraphqlContext): Promise<Shown<ProcessOutput>[]> {
    const lines = await this.lines.load(context, process.id, 'outputs');
    return lines.map(({ namedId, quantity, periods }) => ({ goodId: namedId, quantity, after: periods }));
  }

  @ResolveField(() => [ProcessUse], { description: 'What one run holds of pools, in the order of their codes.' })
  async uses(process: Process, _: unknown, context: GraphqlContext): Promise<Shown<ProcessUse>[]> {
    const lines = await this.lines.load(context, process.id, 'uses');
    return lines.map(({ namedId, quantity, periods }) => ({ poolId: namedId, quantity, periods }));
  }

  @ResolveField(() => [ProcessAddition], { description: 'What one run adds to pools, in the order of their codes.' })
  async adds(process: Process, _: unknown, context: GraphqlContext): Promise<Shown<ProcessAddition>[]> {
    const lines = await this.lines.load(context, process.id, 'adds');
    return lines.map(({ namedId, quantity, periods }) => ({ poolId: namedId, quantity, after: periods }));
  }

  @ResolveField(() => [ProcessImpact], { description: 'What one run does to the living world, in the order of the codes of the impacts.' })
  async impacts(process: Process, _: unknown, context: GraphqlContext): Promise<Shown<ProcessImpact>[]> {
    const lines = await this.lines.load(context, process.id, 'impacts');
    return lines.map(({ namedId, quantity }) => ({ impactId: namedId, quantity }));
  }
}

@Resolver(() => ProcessInput)
export class ProcessInputResolver {
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(goods: GoodService) {
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good(line: ProcessInput, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, line.goodId, null);
  }
}

@Resolver(() => ProcessOutput)
export class ProcessOutputResolver {
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(goods: GoodService) {
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good(line: ProcessOutput, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, line.goodId, null);
  }
}

@Resolver(() => ProcessUse)
export class ProcessUseResolver {
  private readonly pools: Batched<null, Shown<Pool> | null>;

  constructor(pools: PoolService) {
    this.pools = new Batched(async (acting, ids) => await pools.byIds(acting, ids));
  }

  @ResolveField(() => Pool, { description: 'The pool, of the assembly that holds the enterprise.' })
  pool(line: ProcessUse, _: unknown, context: GraphqlContext): Promise<Shown<Pool> | null> {
    return this.pools.load(context, line.poolId, null);
  }
}

@Resolver(() => ProcessAddition)
export class ProcessAdditionResolver {
  private readonly pools: Batched<null, Shown<Pool> | null>;

  constructor(pools: PoolService) {
    this.pools = new Batched(async (acting, ids) => await pools.byIds(acting, ids));
  }

  @ResolveField(() => Pool, { description: 'The pool, of the assembly that holds the enterprise.' })
  pool(line: ProcessAddition, _: unknown, context: GraphqlContext): Promise<Shown<Pool> | null> {
    return this.pools.load(context, line.poolId, null);
  }
}

@Resolver(() => ProcessImpact)
export class ProcessImpactResolver {
  private readonly impacts: Batched<null, Shown<Impact> | null>;

  constructor(impacts: ImpactService) {
    this.impacts = new Batched(async (acting, ids) => await impacts.byIds(acting, ids));
  }

  @ResolveField(() => Impact, { description: 'The impact.' })
  impact(line: ProcessImpact, _: unknown, context: GraphqlContext): Promise<Shown<Impact> | null> {
    return this.impacts.load(context, line.impactId, null);
  }
}
