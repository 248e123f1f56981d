import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Day, Text } from '../../graphql/scalars.js';
import { MandateRole } from './mandate-role.js';

registerEnumType(MandateRole, {
  name: 'MandateRole',
  description: 'What a mandate is for.',
  valuesMap: {
    DELEGATE: { description: 'Submits what the assembly resolved.' },
    COORDINATOR: { description: 'Serves on the council of a confederation: gathers, plans, publishes. Decides nothing.' },
  },
});

@ObjectType({
  implements: () => [Recorded],
  description: 'What an assembly entrusts to a person, by a resolution. All power to act comes from one. It is retired when it is recalled, and with that moment it is over.',
})
export class Mandate extends Recorded {
  @Field(() => MandateRole, { description: 'What it is for.' })
  role!: MandateRole;

  /** Shown as `holder`. */
  personId!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `confederation`. */
  confederationId!: string | null;

  @Field(() => Day, { description: 'The first day on which it holds, in UTC.' })
  fromDay!: string;

  @Field(() => Day, { nullable: true, description: 'The last day on which it holds, in UTC; null: until it is recalled.' })
  untilDay!: string | null;

  @Field(() => Text, { description: 'What the assembly asks of whoever holds it; may be empty.' })
  instructions!: string;

  /** Shown as `resolution`. */
  resolutionId!: string;

  /** Shown as `recalledBy`. */
  recalledById!: string | null;
}

export const MandateConnection = connectionOf(Mandate, 'mandates');
export const MandateResult = resultOf(Mandate);
