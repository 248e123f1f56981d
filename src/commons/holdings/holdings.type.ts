import { Field, ObjectType } from '@nestjs/graphql';
import { resultOf } from '../../graphql/failure.type.js';
import { Uuid } from '../../graphql/scalars.js';

@ObjectType({ description: 'What an assembly holds was changed, all of it together.' })
export class ChangedHoldings {
  @Field(() => [Uuid], { description: 'The records that were created, revised or retired, in the order in which the changes were given.' })
  ids!: string[];
}

export const ChangedHoldingsResult = resultOf(ChangedHoldings);
