import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal, Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'A way on which goods can be sent from one assembly to another of the same confederation.',
})
export class Route extends Recorded {
  /** Shown as `confederation`. */
  confederationId!: string;

  /** Shown as `from`. */
  fromAssemblyId!: string;

  /** Shown as `to`. */
  toAssemblyId!: string;

  @Field(() => Text, { description: 'Short name in plans and tables, such as `barre-montpelier`; unique in its confederation. It never changes.' })
  code!: string;

  @Field(() => Decimal, { description: 'How long it is, in kilometres.' })
  km!: string;

  @Field({ description: 'Whether goods can be sent the other way too.' })
  bothWays!: boolean;

  @Field(() => Int, { description: 'How many periods goods are on the way; 0 where they arrive in the period in which they are sent.' })
  takes!: number;

  @Field(() => Decimal, { description: 'Share that is lost on the way, at least 0 and below 1.' })
  loss!: string;

  @Field(() => Decimal, { nullable: true, description: 'The most that can be sent in a period, in tonnes, in each direction; null where nothing bounds it.' })
  tonnesPerPeriod!: string | null;
}

@ObjectType({ description: 'What sending goods on a route does to the living world.' })
export class RouteImpact {
  /** Shown as `impact`. */
  impactId!: string;

  @Field(() => Decimal, { description: 'How much of it a tonne causes on each kilometre, in the unit of the impact.' })
  quantity!: string;
}

export const RouteConnection = connectionOf(Route, 'routes');
export const RouteResult = resultOf(Route);
