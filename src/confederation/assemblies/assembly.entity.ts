import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** The face-to-face body of one municipality or neighbourhood. */
@Entity('assembly')
export class AssemblyRow extends RecordRow {
  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer', nullable: true })
  population!: number | null;

  /** Degrees north; with a longitude or not at all. */
  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  /** Degrees east. */
  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;
}
