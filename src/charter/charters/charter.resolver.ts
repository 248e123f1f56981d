import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ConfederationService } from '../../confederation/confederations/confederation.service.js';
import { Confederation } from '../../confederation/confederations/confederation.type.js';
import { shownObjective } from '../../cycles/objectives.js';
import { PlanObjective } from '../../cycles/planning-cycle.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import { ChartersArgs } from './charter.input.js';
import { CharterService } from './charter.service.js';
import { Charter } from './charter.type.js';

@Resolver(() => Charter)
export class CharterResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;

  constructor(confederations: ConfederationService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
  }

  @ResolveField(() => [PlanObjective], { description: 'What plans make small once every need has its level, in this order.' })
  objectives(charter: Charter): Shown<PlanObjective>[] {
    return charter.objectives.map(shownObjective);
  }

  @ResolveField(() => Confederation, { description: 'The confederation whose charter it is.' })
  confederation(charter: Charter, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, charter.confederationId, null);
  }
}

/** What a confederation shows of its charters. */
@Resolver(() => Confederation)
export class ConfederationChartersResolver {
  private readonly inForce: Batched<null, Shown<Charter> | null>;
  private readonly trails: Batched<ChartersArgs, Shown<Charter>[]>;

  constructor(service: CharterService) {
    this.inForce = new Batched(async (acting, ids) => await service.inForce(acting, ids));
    this.trails = new Batched(async (acting, ids, ask) => await service.chartersOf(acting, ids, ask));
  }

  @ResolveField(() => Charter, { nullable: true, description: 'The rules that are in force; null while the confederation is being founded.' })
  charter(confederation: Confederation, _: unknown, context: GraphqlContext): Promise<Shown<Charter> | null> {
    return this.inForce.load(context, confederation.id, null);
  }

  @ResolveField(() => [Charter], { description: 'All its charters, the latest first: the one that is in force, and those before it.' })
  async charters(@Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: ChartersArgs): Promise<Shown<Charter>[]> {
    return await this.trails.load(context, confederation.id, ask);
  }
}
