import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** Assemblies that plan together. */
@Entity('confederation')
export class ConfederationRow extends RecordRow {
  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', default: '' })
  description!: string;

  /** It exists for some goods alone. */
  @Column({ type: 'boolean', default: false })
  functional!: boolean;
}
