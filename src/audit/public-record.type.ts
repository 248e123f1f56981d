import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../graphql/connection.type.js';
import { Text, Timestamp, Uuid } from '../graphql/scalars.js';
import { RecordKind } from '../records/record-kind.js';
import { RecordDeed } from './record-deed.js';

registerEnumType(RecordDeed, {
  name: 'RecordDeed',
  description: 'What was done to a record.',
  valuesMap: {
    CREATE: { description: 'It was created.' },
    LOAD: { description: 'It was put in together with a whole example.' },
    FOUND: { description: 'It was there already when the public record began.' },
    REVISE: { description: 'It was changed.' },
    RETIRE: { description: 'It was retired.' },
    DELETE: { description: 'It was taken out of the database by hand: the program never does that.' },
    REQUEST: { description: 'The plan was asked for.' },
    BEGIN: { description: 'The making of the plan began.' },
    REQUEUE: { description: 'The making of the plan was interrupted, and waits to be taken up again.' },
    FINISH: { description: 'The plan was made.' },
    FAIL: { description: 'The plan could not be made.' },
    CANCEL: { description: 'The plan was cancelled.' },
  },
});

@ObjectType({
  description: 'A row of the public record: one change of one record. Rows are numbered without a gap in the order in which they took effect, never change, '
    + 'and carry the hash of the row before them, so that nobody can change what was done unseen.',
})
export class RecordedChange {
  /** Shown as `assembly`. */
  assemblyId!: string | null;

  /** Shown as `confederation`. */
  confederationId!: string | null;

  @Field(() => Int, { description: 'Its number: 1, 2, 3 … without a gap.' })
  number!: number;

  @Field(() => Timestamp, { description: 'When it took effect, by the clock of the database.' })
  at!: Date;

  @Field(() => Text, { description: 'Who did it.' })
  acting!: string;

  @Field(() => Uuid, { nullable: true, description: 'The mandate by which they acted; null where there is none.' })
  mandateId!: string | null;

  @Field(() => Uuid, { nullable: true, description: 'The resolution that it carries out; null where there is none.' })
  resolutionId!: string | null;

  @Field(() => RecordDeed, { description: 'What was done.' })
  deed!: RecordDeed;

  @Field(() => RecordKind, { description: 'What kind of record it was done to.' })
  kind!: RecordKind;

  @Field(() => Uuid, { description: 'The id of the record.' })
  recordId!: string;

  @Field(() => Text, {
    nullable: true, description: 'What the record was, as canonical JSON (RFC 8785): the rows of its tables, with quantities as decimal strings. Null where there was none.',
  })
  before!: string | null;

  @Field(() => Text, { nullable: true, description: 'What the record is since then, in the same form. Null where it is gone.' })
  after!: string | null;

  @Field({ description: 'The hash of the row before it, in hex; 64 zeros in the first.' })
  previousHash!: string;

  @Field({ description: 'SHA-256, in hex, of the canonical JSON of the row, as `GET /record` gives it, without the member `hash`.' })
  hash!: string;
}

export const RecordedChangeConnection = connectionOf(RecordedChange, 'changes');
