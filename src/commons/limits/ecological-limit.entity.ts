import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** The most of an impact that may be caused. The assemblies that it holds for are the rows of ecological_limit_assembly; none: all. */
@Entity('ecological_limit')
export class EcologicalLimitRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'impact_id', type: 'uuid' })
  impactId!: string;

  /** In the unit of the impact, over all periods that it holds for together; a decimal string. */
  @Column({ type: 'numeric' })
  quantity!: string;

  /** Codes of periods; null: all. Never empty. */
  @Column({ type: 'text', array: true, nullable: true })
  periods!: string[] | null;
}
