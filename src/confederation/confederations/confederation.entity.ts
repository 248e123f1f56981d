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

  /** The assembly that founded it; null where the program's operator loaded it. */
  @Column({ name: 'founded_by_id', type: 'uuid', nullable: true })
  foundedById!: string | null;

  /** It exists for some goods alone. */
  @Column({ type: 'boolean', default: false })
  functional!: boolean;
}
