import { Field, ObjectType } from '@nestjs/graphql';
import { Recorded } from '../graphql/record.type.js';
import { Text } from '../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'Somebody who acts for an assembly or serves on a council, by a mandate. Of a person the program keeps a name to show and what signing in takes, no more.',
})
export class Person extends Recorded {
  @Field(() => Text, { description: 'The name that is shown, as they chose it.' })
  name!: string;
}
