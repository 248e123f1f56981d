import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import { HoldingChange } from './holding-change.input.js';
import { HoldingsService } from './holdings.service.js';
import { ChangedHoldings, ChangedHoldingsResult } from './holdings.type.js';

@Resolver(() => ChangedHoldings)
export class HoldingsResolver {
  constructor(private readonly service: HoldingsService) {}

  @Mutation(() => ChangedHoldingsResult, {
    description: 'An assembly registers, revises and retires what it holds, such as the rows of a sheet: all or none, under one resolution. Everything that is wrong with '
      + 'any of it comes at once, with its place, such as `changes.3.reviseStock.changes.quantity`.',
  })
  async changeHoldings(
    @Resolves() acting: Acting,
    @Args('assemblyId', { type: () => Uuid, description: 'The assembly: everything that changes is its own.' }) assemblyId: string,
    @Args('changes', { type: () => [HoldingChange], description: 'The changes: 1 to 300, made one after another in this order.' }) changes: HoldingChange[],
  ): Promise<Shown<ChangedHoldings> | Failure> {
    return await this.service.change(acting, assemblyId, changes);
  }
}
