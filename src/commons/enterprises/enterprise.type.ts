import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'A workshop, farm, mill or clinic that a municipality holds: what it can do are its processes, what it has to do it with its pools.',
})
export class Enterprise extends Recorded {
  /** Shown as `assembly`. */
  assemblyId!: string;

  @Field(() => Text, { description: 'Short name in plans and tables, such as `stone-mill`; unique in its assembly. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Text, { description: 'What it is and does, in words; empty where nothing was said.' })
  description!: string;
}

export const EnterpriseConnection = connectionOf(Enterprise, 'enterprises');
export const EnterpriseResult = resultOf(Enterprise);
