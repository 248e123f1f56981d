import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Person } from '../../accounts/person.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Page } from '../../records/page.js';
import { MandatesArgs } from '../mandates/mandate.input.js';
import { MandateService } from '../mandates/mandate.service.js';
import { Mandate, MandateConnection } from '../mandates/mandate.type.js';
import { PersonService } from './person.service.js';

@Resolver(() => Person)
export class PersonResolver {
  private readonly mandatePages: Batched<MandatesArgs, Page<Shown<Mandate>>>;

  constructor(private readonly service: PersonService, mandates: MandateService) {
    this.mandatePages = new Batched(async (acting, ids, ask) => await mandates.pagesOfPersons(acting, ids, ask));
  }

  @Query(() => Person, { nullable: true, description: 'The person with this id; null where there is none.' })
  async person(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Their id.' }) id: string,
  ): Promise<Shown<Person> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @ResolveField(() => MandateConnection, { description: 'What assemblies entrusted to them.' })
  async mandates(@Parent() person: Person, @Context() context: GraphqlContext, @Args() ask: MandatesArgs): Promise<Page<Shown<Mandate>>> {
    return await this.mandatePages.load(context, person.id, ask);
  }
}
