import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** How much of a good a person needs in a year, in a tier, as the confederation agreed. */
@Entity('norm')
export class NormRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  @Column({ name: 'tier_id', type: 'uuid' })
  tierId!: string;

  @Column({ name: 'per_person_year', type: 'numeric' })
  perPersonYear!: string;
}
