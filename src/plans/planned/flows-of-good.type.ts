import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Text } from '../../graphql/scalars.js';

@ObjectType({ description: 'What a plan moves of one good in one period, all of it at once, as for a map: the nth of `from`, of `to` and of `quantities` belong together.' })
export class FlowsOfGood {
  /** Shown as `good`. */
  goodId!: string;

  @Field(() => [Text], { description: 'The codes of the assemblies where it sets out.' })
  from!: string[];

  @Field(() => [Text], { description: 'The codes of the assemblies where it arrives.' })
  to!: string[];

  @Field(() => [Float], { description: 'How much is sent, on all routes between the two together, in the unit of the good, before what is lost on the way.' })
  quantities!: number[];
}
