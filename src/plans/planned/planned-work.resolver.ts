import { ResolveField, Resolver } from '@nestjs/graphql';
import { EcologicalLimitService } from '../../commons/limits/ecological-limit.service.js';
import { EcologicalLimit } from '../../commons/limits/ecological-limit.type.js';
import { PoolService } from '../../commons/pools/pool.service.js';
import { Pool } from '../../commons/pools/pool.type.js';
import { ProcessService } from '../../commons/processes/process.service.js';
import { Process } from '../../commons/processes/process.type.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { CapacityKind } from '../../cycles/objectives.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import type { PoolKind } from '../../planning/index.js';
import { Plan } from '../plan.type.js';
import { PlannedService } from './planned.service.js';
import { PlannedLimitUse, PlannedPoolUse, PlannedRun } from './planned.type.js';

@Resolver(() => PlannedRun)
export class PlannedRunResolver {
  private readonly processes: Batched<null, Shown<Process> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(processes: ProcessService, assemblies: AssemblyService) {
    this.processes = new Batched(async (acting, ids) => await processes.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @ResolveField(() => Process, { description: 'What is done.' })
  process({ processId }: PlannedRun, _: unknown, context: GraphqlContext): Promise<Shown<Process> | null> {
    return this.processes.load(context, processId, null);
  }

  @ResolveField(() => Assembly, { description: 'Where it is done.' })
  assembly({ assemblyId }: PlannedRun, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, assemblyId, null);
  }
}

const kinds: Readonly<Record<PoolKind, CapacityKind>> = {
  labour: CapacityKind.LABOUR, land: CapacityKind.LAND, equipment: CapacityKind.EQUIPMENT, other: CapacityKind.OTHER,
};

@Resolver(() => PlannedPoolUse)
export class PlannedPoolUseResolver {
  private readonly pools: Batched<null, Shown<Pool> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(pools: PoolService, assemblies: AssemblyService) {
    this.pools = new Batched(async (acting, ids) => await pools.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @ResolveField(() => CapacityKind, { description: 'What kind of capacity it is.' })
  kind({ poolKind }: PlannedPoolUse): CapacityKind {
    return kinds[poolKind];
  }

  @ResolveField(() => Pool, { nullable: true, description: 'The pool; null for land, and for the runs of a process that can be done on several kinds of land.' })
  async pool({ poolId }: PlannedPoolUse, _: unknown, context: GraphqlContext): Promise<Shown<Pool> | null> {
    return poolId === null ? null : await this.pools.load(context, poolId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that holds it.' })
  assembly({ assemblyId }: PlannedPoolUse, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, assemblyId, null);
  }
}

/** How far a plan goes towards the ecological limits. */
@Resolver(() => Plan)
export class PlanLimitsResolver {
  private readonly usesOf: Batched<null, Shown<PlannedLimitUse>[]>;

  constructor(service: PlannedService) {
    this.usesOf = new Batched(async (acting, ids) => await service.limitUsesOf(acting, ids));
  }

  @ResolveField(() => [PlannedLimitUse], { description: 'How far it goes towards each ecological limit, in the order of their names; empty until it is done.' })
  limitUse(plan: Plan, _: unknown, context: GraphqlContext): Promise<Shown<PlannedLimitUse>[]> {
    return this.usesOf.load(context, plan.id, null);
  }
}

@Resolver(() => PlannedLimitUse)
export class PlannedLimitUseResolver {
  private readonly limits: Batched<null, Shown<EcologicalLimit> | null>;

  constructor(limits: EcologicalLimitService) {
    this.limits = new Batched(async (acting, ids) => await limits.byIds(acting, ids));
  }

  @ResolveField(() => EcologicalLimit, { description: 'The limit.' })
  limit({ limitId }: PlannedLimitUse, _: unknown, context: GraphqlContext): Promise<Shown<EcologicalLimit> | null> {
    return this.limits.load(context, limitId, null);
  }
}
