import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** A thing that can be shared, with a unit. */
@Entity('good')
export class GoodRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  unit!: string;

  /** Tonnes, a decimal string; 0 for what takes no room on a route. */
  @Column({ name: 'tonnes_per_unit', type: 'numeric', default: 0 })
  tonnesPerUnit!: string;

  @Column({ type: 'boolean', default: false })
  storable!: boolean;

  /** Share of a stock that is lost in a period of keeping, 0…1, a decimal string. */
  @Column({ name: 'loss_per_period', type: 'numeric', default: 0 })
  lossPerPeriod!: string;
}
