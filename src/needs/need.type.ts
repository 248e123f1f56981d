import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.type.js';
import { resultOf } from '../graphql/failure.type.js';
import { Recorded } from '../graphql/record.type.js';
import { Decimal, Text, Timestamp } from '../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'What an assembly declares that it needs: so much of a good in a period, of a tier. It is revised, never overwritten: see `revisions`. '
    + 'One that was withdrawn is retired.',
})
export class Need extends Recorded {
  /** Shown as `cycle`. */
  cycleId!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `good`. */
  goodId!: string;

  /** Shown as `period`. */
  periodId!: string;

  /** Shown as `tier`. */
  tierId!: string;

  @Field(() => Decimal, { description: 'How much is needed, in the unit of the good: above 0.' })
  quantity!: string;

  @Field(() => Decimal, {
    nullable: true, description: 'What the level of the need is measured against, in the unit of the good; null where that is the quantity itself.',
  })
  yardstick!: string | null;

  @Field(() => Text, { description: 'Why, in the words of the assembly; may be empty.' })
  why!: string;
}

@ObjectType({ description: 'A need as it was in one of its versions. The database itself keeps every one, and none can be changed.' })
export class NeedRevision {
  @Field(() => Int, { description: 'The version: 1 as it was declared.' })
  version!: number;

  @Field(() => Decimal, { description: 'How much was needed, in the unit of the good.' })
  quantity!: string;

  @Field(() => Decimal, { nullable: true, description: 'What the level was measured against; null where that was the quantity itself.' })
  yardstick!: string | null;

  @Field(() => Text, { description: 'Why, in the words of the assembly.' })
  why!: string;

  @Field({ description: 'Whether the need was withdrawn by this.' })
  withdrawn!: boolean;

  @Field(() => Timestamp, { description: 'When it was declared, revised or withdrawn like this.' })
  at!: Date;
}

@ObjectType({ description: 'Needs that were declared, revised and withdrawn together.' })
export class DeclaredNeeds {
  @Field(() => [Need], { description: 'The new needs, in the order in which they were given.' })
  needs!: Need[];

  @Field(() => [Need], { description: 'Those that were revised, as they are now, in the order in which they were given.' })
  revised!: Need[];

  @Field(() => [Need], { description: 'Those that were withdrawn, in the order in which they were given.' })
  withdrawn!: Need[];
}

export const NeedConnection = connectionOf(Need, 'needs');
export const NeedResult = resultOf(Need);
export const DeclaredNeedsResult = resultOf(DeclaredNeeds);
