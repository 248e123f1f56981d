import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import { Recorded } from '../../graphql/record.type.js';
import { Text, Timestamp, Uuid } from '../../graphql/scalars.js';
import { RecordKind } from '../../records/record-kind.js';

@ObjectType({ description: 'Something that changed its code when it became the other assembly\'s, which had one of the same code.' })
export class RecodedRecord {
  @Field(() => RecordKind, { description: 'What kind of record it is.' })
  kind!: RecordKind;

  @Field(() => Uuid, { description: 'Its id, which stayed.' })
  id!: string;

  @Field(() => Text, { description: 'The code that it had.' })
  was!: string;

  @Field(() => Text, { description: 'The code that it has.' })
  is!: string;
}

@ObjectType({
  implements: () => [Recorded],
  description: 'What an assembly proposes that would merge into another: carried out when the other accepts it by a resolution of its own. '
    + 'Retired where it was withdrawn.',
})
export class Merger extends Recorded {
  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `into`. */
  intoId!: string;

  /** Shown as `left`. */
  leftIds!: string[];

  @Field(() => Timestamp, { nullable: true, description: 'When the other accepted it, and it was carried out; null until then.' })
  acceptedAt!: Date | null;

  @Field(() => [RecodedRecord], { description: 'What changed its code by it.' })
  recoded!: readonly RecodedRecord[];
}

export const MergerConnection = connectionOf(Merger, 'mergers');
export const MergerResult = resultOf(Merger);
