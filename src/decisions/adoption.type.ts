import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Text, Timestamp, Uuid } from '../graphql/scalars.js';

@ObjectType({
  description: 'The plan that the assemblies adopted, sealed with what it follows from: the hashes of the plan, its scenario and its proof, the charter, every decision with its '
    + 'resolution, and the count. It never changes.',
})
export class Adoption {
  /** Shown as `plan`. */
  planId!: string;

  /** Shown as `cycle`. */
  cycleId!: string;

  @Field(() => Uuid, { description: 'Identifies the adoption, for ever.' })
  id!: string;

  @Field(() => Int, { description: 'The round of the planning cycle in which it was adopted.' })
  round!: number;

  @Field(() => Timestamp, { description: 'When it was counted and sealed.' })
  sealedAt!: Date;

  @Field(() => Text, { description: 'SHA-256 of the sealed document, in hexadecimal.' })
  sha256!: string;
}
