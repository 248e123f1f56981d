import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'Assemblies that plan together and share what they have by need. It may be territorial, or exist for some goods alone.',
})
export class Confederation extends Recorded {
  /** Shown as `foundedBy`. */
  foundedById!: string | null;

  @Field(() => Text, { description: 'Short name in plans and addresses, such as `vermont`. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Text, { description: 'What it is for, in its own words; may be empty.' })
  description!: string;

  @Field(() => Boolean, {
    description: 'Whether it says of itself that it exists for some goods alone (water, health, transport), with borders of its own. '
      + 'What it plans follows from its goods, whatever this says.',
  })
  functional!: boolean;
}

export const ConfederationConnection = connectionOf(Confederation, 'confederations');
export const ConfederationResult = resultOf(Confederation);
