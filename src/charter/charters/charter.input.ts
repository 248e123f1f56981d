import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { PlanObjectiveEntry } from '../../cycles/planning-cycle.input.js';
import { Decimal, Text } from '../../graphql/scalars.js';

@InputType({ description: 'A new charter, in place of the one that is in force.' })
export class NewCharter {
  @Field(() => Decimal, {
    description: 'Of the assemblies that agree or object, the share that must agree: above 0, at most 1. It is compared exactly; for two thirds write "0.666666666", cut off and '
      + 'not rounded up, so that two of three are enough.',
  })
  assembliesShare!: string;

  @Field(() => Decimal, { nullable: true, description: 'The same of the people of these assemblies; where it is left out, people are not counted.' })
  peopleShare?: string | null;

  @Field(() => Decimal, { description: 'Of all member assemblies, the share that must have agreed, objected or abstained: 0 to 1.' })
  quorum!: string;

  @Field(() => Int, { description: 'The least days between the opening of a proposal and its deadline: 0 to 3660.' })
  decisionDays!: number;

  @Field(() => [PlanObjectiveEntry], {
    nullable: true, description: 'What plans make small once every need has its level: first the first, then the second without making that larger … TONNE_KM alone where it is not given.',
  })
  objectives?: PlanObjectiveEntry[] | null;

  @Field(() => Text, { nullable: true, description: 'What else it says, in its own words.' })
  text?: string | null;
}

@ArgsType()
export class ChartersArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most so many: 1 to 100.' })
  first!: number;

  @Field(() => Int, { nullable: true, description: 'Only those with a smaller number: that of the last one seen.' })
  before?: number | null;
}
