import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'The face-to-face body of one municipality or neighbourhood: the only place where policy is made. '
    + 'Its page (what it holds, what it needs, what a plan gives it) is one query from here.',
})
export class Assembly extends Recorded {
  @Field(() => Text, { description: 'Short name in plans and addresses, such as `montpelier`. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'How many people live there; null where it is not known.' })
  population!: number | null;

  @Field(() => Float, { nullable: true, description: 'Where it is: degrees north. Null where it is not known.' })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Where it is: degrees east. Null where it is not known.' })
  longitude!: number | null;
}

export const AssemblyConnection = connectionOf(Assembly, 'assemblies');
export const AssemblyResult = resultOf(Assembly);
