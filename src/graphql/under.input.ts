import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Manner, type NewResolution as Resolved } from '../accounts/new-resolution.js';
import { Day, Text, Uuid } from './scalars.js';

registerEnumType(Manner, {
  name: 'Manner',
  description: 'How an assembly decided.',
  valuesMap: { CONSENSUS: { description: 'By consensus.' }, VOTES: { description: 'By votes, which are told.' } },
});

@InputType({ description: 'What an assembly decided.' })
export class NewResolution implements Resolved {
  @Field(() => Uuid, { nullable: true, description: 'The assembly that decided; where it is left out, the one that the act belongs to.' })
  assemblyId?: string | null;

  @Field(() => Text, { description: 'What it is called: one line of 1 to 200 characters.' })
  title!: string;

  @Field(() => Text, { nullable: true, description: 'What was decided, in the words of the assembly; may be left out.' })
  text?: string | null;

  @Field(() => Day, { description: 'The day of the decision.' })
  decidedOn!: string;

  @Field(() => Manner, { description: 'By consensus or by votes.' })
  manner!: Manner;

  @Field(() => Int, { nullable: true, description: 'How many were for it; only with votes.' })
  votesFor?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many were against it; only with votes.' })
  votesAgainst?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many abstained; only with votes.' })
  abstaining?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people took part.' })
  present?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people had to take part.' })
  quorum?: number | null;

  @Field(() => Text, { nullable: true, description: 'Where the minutes are: an http or https address.' })
  minutes?: string | null;
}

@InputType({ description: "The resolution that an assembly's act carries out: one that is written down already, or one that is written down with the act. Exactly one of the two." })
export class Under {
  @Field(() => Uuid, { nullable: true, description: 'A resolution of the assembly that is written down already.' })
  resolutionId?: string | null;

  @Field(() => NewResolution, { nullable: true, description: 'A resolution that is written down with the act.' })
  resolution?: NewResolution | null;
}
