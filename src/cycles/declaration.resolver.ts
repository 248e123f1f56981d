import { Args, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import { AssemblyService } from '../confederation/assemblies/assembly.service.js';
import { Assembly } from '../confederation/assemblies/assembly.type.js';
import { Batched } from '../graphql/batched.js';
import type { GraphqlContext } from '../graphql/context.js';
import { Resolves } from '../graphql/resolves.js';
import { Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import type { Failure } from '../records/failures.js';
import { NeedCopying } from './copy-needs.js';
import { DeclarationService } from './declaration.service.js';
import { CopiedNeeds, CopiedNeedsResult, Declaration, DeclarationResult, Reminder } from './declaration.type.js';
import { PlanningCycleService } from './planning-cycle.service.js';
import { PlanningCycle } from './planning-cycle.type.js';

interface Member {
  readonly assembly: Shown<Assembly>;
  readonly hasDeclared: boolean;
  readonly waiting: Shown<Reminder> | undefined;
}

/** What a planning cycle shows of who has declared, and how assemblies say that they have. */
@Resolver(() => PlanningCycle)
export class CycleDeclarationsResolver {
  /** Read once for all three lists. */
  private readonly membersOf: Batched<null, Member[]>;

  constructor(private readonly declarations: DeclarationService, private readonly copying: NeedCopying) {
    this.membersOf = new Batched(async (acting, ids) => await declarations.members(acting, ids));
  }

  @Mutation(() => DeclarationResult, {
    description: 'An assembly says that it has declared all that it needs in this round, though it be nothing, or what it declared in the round before.',
  })
  async confirmDeclaration(
    @Resolves() acting: Acting,
    @Args('cycleId', { type: () => Uuid, description: 'The planning cycle, which is declaring.' }) cycleId: string,
    @Args('assemblyId', { type: () => Uuid, description: 'The assembly.' }) assemblyId: string,
  ): Promise<Shown<Declaration> | Failure> {
    return await this.declarations.confirm(acting, cycleId, assemblyId);
  }

  @Mutation(() => CopiedNeedsResult, {
    description: 'An assembly declares in a planning cycle what its needs of another are, as a start: in the periods of the same positions. What cannot be is left, and told.',
  })
  async copyNeeds(
    @Resolves() acting: Acting,
    @Args('fromCycleId', { type: () => Uuid, description: 'The planning cycle whose needs are copied.' }) fromCycleId: string,
    @Args('toCycleId', { type: () => Uuid, description: 'The planning cycle that they are declared for, which is declaring.' }) toCycleId: string,
    @Args('assemblyId', { type: () => Uuid, description: 'The assembly whose needs they are.' }) assemblyId: string,
  ): Promise<Shown<CopiedNeeds> | Failure> {
    return await this.copying.copy(acting, { fromCycleId, toCycleId, assemblyId });
  }

  @ResolveField(() => [Assembly], { description: 'The members that have declared in this round, by name: a need of theirs stands that was declared or revised in it, or they confirmed.' })
  async declared(cycle: PlanningCycle, _: unknown, context: GraphqlContext): Promise<Shown<Assembly>[]> {
    return (await this.membersOf.load(context, cycle.id, null)).filter(({ hasDeclared }) => hasDeclared).map(({ assembly }) => assembly);
  }

  @ResolveField(() => [Assembly], { description: 'The members that have not declared in this round, by name.' })
  async notDeclared(cycle: PlanningCycle, _: unknown, context: GraphqlContext): Promise<Shown<Assembly>[]> {
    return (await this.membersOf.load(context, cycle.id, null)).filter(({ hasDeclared }) => !hasDeclared).map(({ assembly }) => assembly);
  }

  @ResolveField(() => [Reminder], { description: 'The members that it waits for, by name: to declare while it is declaring, to decide while it is deciding.' })
  async reminders(cycle: PlanningCycle, _: unknown, context: GraphqlContext): Promise<Shown<Reminder>[]> {
    return (await this.membersOf.load(context, cycle.id, null)).flatMap(({ waiting }) => waiting ?? []);
  }
}

/** Whom a reminder is for. */
@Resolver(() => Reminder)
export class ReminderResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(assemblies: AssemblyService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly.' })
  assembly(reminder: Reminder, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, reminder.assemblyId, null);
  }
}

/** Of what and by whom a declaration is. */
@Resolver(() => Declaration)
export class DeclarationResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly cycles: Batched<null, Shown<PlanningCycle> | null>;

  constructor(assemblies: AssemblyService, cycles: PlanningCycleService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.cycles = new Batched(async (acting, ids) => await cycles.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly that says so.' })
  assembly(declaration: Declaration, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, declaration.assemblyId, null);
  }

  @ResolveField(() => PlanningCycle, { description: 'The planning cycle.' })
  cycle(declaration: Declaration, _: unknown, context: GraphqlContext): Promise<Shown<PlanningCycle> | null> {
    return this.cycles.load(context, declaration.cycleId, null);
  }
}
