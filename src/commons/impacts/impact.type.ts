import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'Something that processes and transport do to the living world, such as carbon dioxide given off or water taken, with its unit. '
    + 'Ecological limits say how much of it may be caused.',
})
export class Impact extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  @Field(() => Text, { description: 'Short name in plans and tables, such as `co2e`; unique in its confederation. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Text, { description: 'The unit of all its quantities, such as kg or m³.' })
  unit!: string;
}

export const ImpactConnection = connectionOf(Impact, 'impacts');
export const ImpactResult = resultOf(Impact);
