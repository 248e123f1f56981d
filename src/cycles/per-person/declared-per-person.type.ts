import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { Decimal, Uuid } from '../../graphql/scalars.js';

@ObjectType({
  description: 'What a member declared for a planning cycle of a good in a tier, for each person in a year, beside what the other members declared. It judges nobody: whoever needs more may have '
    + 'a hospital, or may have slipped in a digit, and can be asked.',
})
export class DeclaredPerPerson {
  @Field(() => Uuid, { description: 'Identifies it: the same for the same planning cycle, assembly, good and tier.' })
  id!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `good`. */
  goodId!: string;

  /** Shown as `tier`. */
  tierId!: string;

  @Field(() => Decimal, { description: 'What it declared in all periods of the planning cycle together, in the unit of the good.' })
  quantity!: string;

  @Field(() => Int, { nullable: true, description: 'How many people live there; null where nobody knows.' })
  population!: number | null;

  @Field(() => Decimal, {
    nullable: true, description: 'The same for each person in a year of 365.25 days, in the unit of the good, as norms are: quantity / population / days of the planning cycle · 365.25. Null where nobody '
      + 'knows how many people there are.',
  })
  perPersonYear!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The norm for the good and tier, for each person in a year of 365.25 days; null where the confederation agreed on none.' })
  normPerPersonYear!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The middle of what the members that declared this good in this tier declared for each person in a year; null where it is known of none of them.' })
  medianPerPersonYear!: string | null;

  @Field(() => Int, { description: 'How many members that middle is of: those that declared this good in this tier, and whose population is known.' })
  compared!: number;

  @Field(() => Decimal, { nullable: true, description: 'How many times the median it is, at most 10^12; 1 is the median itself. Null where one of them is not known.' })
  timesMedian!: string | null;
}

export const DeclaredPerPersonConnection = connectionOf(DeclaredPerPerson, 'what was declared per person');
