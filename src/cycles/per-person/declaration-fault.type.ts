import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../../graphql/connection.type.js';
import { Uuid } from '../../graphql/scalars.js';
import { FaultOfDeclaration } from './fault-of-declaration.js';

registerEnumType(FaultOfDeclaration, {
  name: 'FaultOfDeclaration',
  description: "What is plainly missing in a member's declaration.",
  valuesMap: {
    NO_NEEDS: { description: 'No need of it stands, whether or not it confirmed that it needs nothing. Nothing else is told of what it did not declare.' },
    NO_POPULATION: { description: 'Nobody knows how many people live there: nothing per person can be said, and no norm can measure its needs.' },
    NORM_NOT_DECLARED: { description: 'The confederation agreed on a norm for a good and tier, of which it declared nothing in any period.' },
  },
});

@ObjectType({ description: "Something that is plainly missing in a member's declaration. It may be so on purpose: the assembly can be asked." })
export class DeclarationFault {
  @Field(() => Uuid, { description: 'Identifies it: the same as long as it is so.' })
  id!: string;

  /** Shown as `assembly`. */
  assemblyId!: string;

  /** Shown as `good`. */
  goodId!: string | null;

  /** Shown as `tier`. */
  tierId!: string | null;

  @Field(() => FaultOfDeclaration, { description: 'What is missing.' })
  fault!: FaultOfDeclaration;
}

export const DeclarationFaultConnection = connectionOf(DeclarationFault, 'what is missing in declarations');
