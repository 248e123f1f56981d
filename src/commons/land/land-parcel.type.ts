import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { resultOf } from '../../graphql/failure.type.js';
import type { Outline } from '../../graphql/outline.js';
import { Recorded } from '../../graphql/record.type.js';
import { Decimal, GeoJson, Text } from '../../graphql/scalars.js';

@ObjectType({
  implements: () => [Recorded],
  description: 'Land that a municipality holds. Processes ask for land by what it is fit for: a plan may use for one any parcels of its '
    + 'assembly that are.',
})
export class LandParcel extends Recorded {
  /** Shown as `assembly`. */
  assemblyId!: string;

  @Field(() => Text, { description: 'Short name in tables, such as `north-meadow`; unique in its assembly. It never changes.' })
  code!: string;

  @Field(() => Text, { description: 'What it is called.' })
  name!: string;

  @Field(() => Decimal, { description: 'Its area, in hectares.' })
  hectares!: string;

  @Field(() => Text, { description: 'What it is used for today, in words: information alone. Empty where nothing was said.' })
  use!: string;

  @Field(() => [Text], { description: 'The kinds of land that it may serve as, such as `cropland` and `pasture`: what processes ask for.' })
  fitFor!: string[];

  @Field(() => GeoJson, { nullable: true, description: 'Its outline; null where it was not drawn.' })
  outline!: Outline | null;
}

export const LandParcelConnection = connectionOf(LandParcel, 'land parcels');
export const LandParcelResult = resultOf(LandParcel);
