import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal, Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'The most of an impact that may be caused: by all assemblies or by some of them together, in all periods or in some of them together. '
    + 'A plan never goes past it, whatever the needs.',
})
export class EcologicalLimit extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  /** Shown as `impact`. */
  impactId!: string;

  @Field(() => Text, { description: 'Short name in plans and tables; unique in its confederation. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Decimal, { description: 'The most that may be caused, in the unit of the impact, in all its periods together.' })
  quantity!: string;

  @Field(() => [Text], { nullable: true, description: 'The codes of the periods that it holds for; null where it holds for all of a planning cycle.' })
  periods!: string[] | null;
}

export const EcologicalLimitConnection = connectionOf(EcologicalLimit, 'ecological limits');
export const EcologicalLimitResult = resultOf(EcologicalLimit);
