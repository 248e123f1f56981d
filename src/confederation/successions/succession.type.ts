import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Timestamp, Uuid } from '../../graphql/scalars.js';

export enum SuccessionManner {
  MERGE = 'merge',
  SPLIT = 'split',
}

registerEnumType(SuccessionManner, {
  name: 'SuccessionManner',
  description: 'How one assembly came out of another.',
  valuesMap: {
    MERGE: { description: 'The predecessor merged into the successor, and is no more.' },
    SPLIT: { description: 'The successor is a part of the predecessor, which goes on.' },
  },
});

@ObjectType({ description: 'That one assembly came out of another. Written once, and never changed.' })
export class Succession {
  @Field(() => Uuid, { description: 'Identifies it, for ever.' })
  id!: string;

  @Field(() => SuccessionManner, { description: 'How it came about.' })
  manner!: SuccessionManner;

  @Field(() => Timestamp, { description: 'When it came about.' })
  at!: Date;

  @Field(() => [Uuid], { description: 'The resolutions under which it came about: of a split one, of a merger one of each assembly.' })
  resolutionIds!: string[];

  /** Shown as `predecessor`. */
  predecessorId!: string;

  /** Shown as `successor`. */
  successorId!: string;
}
