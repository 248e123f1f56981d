import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A view of migrations/0011-questions.sql: what a member declared for a cycle of a good in a tier, for each person in a year, beside what the others did. */
@Entity('declared_per_person')
export class DeclaredPerPersonRow {
  /** Made of the ids of what it is about: the same every time. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'cycle_id', type: 'uuid' })
  cycleId!: string;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  @Column({ name: 'tier_id', type: 'uuid' })
  tierId!: string;

  /** Summed over the periods of the cycle. */
  @Column({ type: 'numeric' })
  quantity!: string;

  @Column({ type: 'integer', nullable: true })
  population!: number | null;

  @Column({ name: 'per_person_year', type: 'numeric', nullable: true })
  perPersonYear!: string | null;

  @Column({ name: 'norm_per_person_year', type: 'numeric', nullable: true })
  normPerPersonYear!: string | null;

  @Column({ name: 'median_per_person_year', type: 'numeric', nullable: true })
  medianPerPersonYear!: string | null;

  /** How many members the median is of. */
  @Column({ type: 'integer' })
  compared!: number;

  @Column({ name: 'times_median', type: 'numeric', nullable: true })
  timesMedian!: string | null;
}
