import { ArgsType, Field, InputType, registerEnumType } from '@nestjs/graphql';
import { PageArgs } from '../graphql/connection.type.js';
import { Timestamp, Uuid } from '../graphql/scalars.js';
import { Direction } from '../records/page.js';
import { RecordKind } from '../records/record-kind.js';
import { RecordDeed } from './record-deed.js';

@InputType({ description: 'Which rows of the public record a list shows; all that is given must hold.' })
export class PublicRecordFilter {
  @Field(() => Uuid, { nullable: true, description: 'Those that concern this assembly.' })
  assemblyId?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Those that concern this confederation. What an assembly holds by itself concerns no confederation.' })
  confederationId?: string | null;

  @Field(() => [RecordKind], { nullable: true, description: 'Changes of records of these kinds.' })
  kinds?: RecordKind[] | null;

  @Field(() => Uuid, { nullable: true, description: 'Changes of this record: its whole history.' })
  recordId?: string | null;

  @Field(() => [RecordDeed], { nullable: true, description: 'Those in which this was done.' })
  deeds?: RecordDeed[] | null;

  @Field(() => Timestamp, { nullable: true, description: 'Those of this moment and later.' })
  from?: Date | null;

  @Field(() => Timestamp, { nullable: true, description: 'Those before this moment.' })
  to?: Date | null;
}

export enum PublicRecordSortBy {
  NUMBER = 'NUMBER',
}

registerEnumType(PublicRecordSortBy, {
  name: 'PublicRecordSortBy',
  description: 'What the rows of the public record are sorted by.',
  valuesMap: { NUMBER: { description: 'Their numbers, which is the order in which they took effect.' } },
});

@ArgsType()
export class PublicRecordArgs extends PageArgs {
  @Field(() => PublicRecordFilter, { nullable: true, description: 'Which rows; all where it is left out.' })
  filter?: PublicRecordFilter | null;

  @Field(() => PublicRecordSortBy, { defaultValue: PublicRecordSortBy.NUMBER, description: 'What the list is sorted by.' })
  sortBy!: PublicRecordSortBy;

  @Field(() => Direction, { defaultValue: Direction.DESCENDING, description: 'Which way the list is sorted: the newest first where it is left out.' })
  override direction!: Direction;
}
