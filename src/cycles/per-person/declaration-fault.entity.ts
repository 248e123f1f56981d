import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FaultOfDeclaration } from './fault-of-declaration.js';

/** A view of migrations/0011-questions.sql. */
@Entity('declaration_fault')
export class DeclarationFaultRow {
  /** Made of the ids of what it is about: the same every time. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'cycle_id', type: 'uuid' })
  cycleId!: string;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ type: 'text' })
  fault!: FaultOfDeclaration;

  /** With tierId, of a norm that was not declared. */
  @Column({ name: 'good_id', type: 'uuid', nullable: true })
  goodId!: string | null;

  @Column({ name: 'tier_id', type: 'uuid', nullable: true })
  tierId!: string | null;
}
