import { Args, Context, Field, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Person } from '../../accounts/person.type.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { ConfederationService } from '../../confederation/confederations/confederation.service.js';
import { Confederation } from '../../confederation/confederations/confederation.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Resolves } from '../../graphql/resolves.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { PersonService } from '../persons/person.service.js';
import { ResolutionService } from '../resolutions/resolution.service.js';
import { Resolution } from '../resolutions/resolution.type.js';
import { GiveMandate, MandatesArgs } from './mandate.input.js';
import { MandateService } from './mandate.service.js';
import { Mandate, MandateConnection, MandateResult } from './mandate.type.js';

@ObjectType({ description: 'A mandate that was given just now.' })
export class GivenMandate {
  @Field(() => Mandate, { description: 'The mandate.' })
  mandate!: Mandate;

  @Field(() => Text, {
    nullable: true, description: 'For a person who is new: the secret of a link by which they begin an account, good for one use. It is shown this once. Null for others.',
  })
  link!: string | null;
}

export const GivenMandateResult = resultOf(GivenMandate);

@Resolver(() => Mandate)
export class MandateResolver {
  private readonly holders: Batched<null, Shown<Person> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly confederations: Batched<null, Shown<Confederation> | null>;
  private readonly resolutions: Batched<null, Shown<Resolution> | null>;

  constructor(
    private readonly service: MandateService, persons: PersonService, assemblies: AssemblyService, confederations: ConfederationService, resolutions: ResolutionService,
  ) {
    this.holders = new Batched(async (acting, ids) => await persons.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
    this.resolutions = new Batched(async (acting, ids) => await resolutions.byIds(acting, ids));
  }

  @Query(() => MandateConnection, { description: 'Mandates, page by page.' })
  async mandates(@Acts() acting: Acting, @Args() ask: MandatesArgs): Promise<Page<Shown<Mandate>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => GivenMandateResult, { description: 'An assembly gives a mandate to somebody.' })
  async giveMandate(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new mandate.' }) input: GiveMandate,
  ): Promise<Shown<GivenMandate> | Failure> {
    return await this.service.give(acting, input);
  }

  @Mutation(() => MandateResult, {
    description: 'An assembly recalls a mandate that it gave. What is being written by it at this moment is finished first; after that nothing is.',
  })
  async recallMandate(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The mandate.' }) id: string,
  ): Promise<Shown<Mandate> | Failure> {
    return await this.service.recall(acting, id);
  }

  @ResolveField(() => Person, { description: 'Who holds it.' })
  holder(mandate: Mandate, _: unknown, context: GraphqlContext): Promise<Shown<Person> | null> {
    return this.holders.load(context, mandate.personId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that gave it.' })
  assembly(mandate: Mandate, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, mandate.assemblyId, null);
  }

  @ResolveField(() => Confederation, { nullable: true, description: 'On whose council a coordinator serves; null of delegates.' })
  async confederation(mandate: Mandate, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return mandate.confederationId === null ? null : await this.confederations.load(context, mandate.confederationId, null);
  }

  @ResolveField(() => Resolution, { description: 'The resolution by which it was given.' })
  resolution(mandate: Mandate, _: unknown, context: GraphqlContext): Promise<Shown<Resolution> | null> {
    return this.resolutions.load(context, mandate.resolutionId, null);
  }

  @ResolveField(() => Resolution, { nullable: true, description: 'The resolution by which it was recalled; null while it was not.' })
  async recalledBy(mandate: Mandate, _: unknown, context: GraphqlContext): Promise<Shown<Resolution> | null> {
    return mandate.recalledById === null ? null : await this.resolutions.load(context, mandate.recalledById, null);
  }
}

/** What an assembly shows of the mandates that it gave. */
@Resolver(() => Assembly)
export class AssemblyMandatesResolver {
  private readonly pages: Batched<MandatesArgs, Page<Shown<Mandate>>>;

  constructor(service: MandateService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => MandateConnection, { description: 'The mandates that it gave.' })
  async mandates(@Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: MandatesArgs): Promise<Page<Shown<Mandate>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}

/** What a confederation shows of its council. */
@Resolver(() => Confederation)
export class ConfederationCouncilResolver {
  private readonly pages: Batched<MandatesArgs, Page<Shown<Mandate>>>;

  constructor(service: MandateService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => MandateConnection, { description: 'The mandates of those who serve on its council.' })
  async council(@Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: MandatesArgs): Promise<Page<Shown<Mandate>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}
