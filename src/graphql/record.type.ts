import { Field, InterfaceType, Int } from '@nestjs/graphql';
import { Timestamp, Uuid } from './scalars.js';

@InterfaceType('Record', { description: 'What every record has.' })
export abstract class Recorded {
  @Field(() => Uuid, { description: 'Identifies the record, for ever.' })
  id!: string;

  @Field(() => Int, {
    description: '1 at first, one more with each revision. Whoever revises or retires the record says which version they saw.',
  })
  version!: number;

  @Field(() => Timestamp, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => Timestamp, { description: 'When it last changed.' })
  updatedAt!: Date;

  @Field(() => Timestamp, { nullable: true, description: 'When it was retired; null while it is live. A retired record stays and cannot be revised.' })
  retiredAt!: Date | null;
}
