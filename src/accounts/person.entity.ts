import { Column, Entity } from 'typeorm';
import { RecordRow } from '../records/record.entity.js';

/** Somebody who acts: a name to show, and no more. */
@Entity('person')
export class PersonRow extends RecordRow {
  @Column({ type: 'text' })
  name!: string;
}
