import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Acts } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { idOrCode } from '../../graphql/lookup.js';
import { Text, Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { ConfederationsArgs, CreateConfederation, ReviseConfederation } from './confederation.input.js';
import { ConfederationService } from './confederation.service.js';
import { Confederation, ConfederationConnection, ConfederationResult } from './confederation.type.js';

@Resolver(() => Confederation)
export class ConfederationResolver {
  constructor(private readonly service: ConfederationService) {}

  @Query(() => Confederation, { nullable: true, description: 'The confederation with this id, or with this code; null where there is none.' })
  async confederation(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, nullable: true, description: 'Its id; or give its code.' }) id?: string | null,
    @Args('code', { type: () => Text, nullable: true, description: 'Its code; or give its id.' }) code?: string | null,
  ): Promise<Shown<Confederation> | null> {
    const asked = idOrCode(id, code);
    return 'code' in asked
      ? await this.service.byCode(acting, asked.code)
      : (await this.service.byIds(acting, [asked.id]))[0] ?? null;
  }

  @Query(() => ConfederationConnection, { description: 'Confederations, page by page.' })
  async confederations(@Acts() acting: Acting, @Args() ask: ConfederationsArgs): Promise<Page<Shown<Confederation>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => ConfederationResult, { description: 'Creates a confederation, at first without members.' })
  async createConfederation(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new confederation.' }) input: CreateConfederation,
  ): Promise<Shown<Confederation> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => ConfederationResult, { description: 'Revises a confederation that is not retired.' })
  async reviseConfederation(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The confederation.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseConfederation,
  ): Promise<Shown<Confederation> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => ConfederationResult, { description: 'Retires a confederation that has neither members nor planning cycles any more, and is a member of none.' })
  async retireConfederation(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The confederation.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Confederation> | Failure> {
    return await this.service.retire(acting, { id, version });
  }
}
