import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** What an assembly answers to a question. Retired: another answer took its place. */
@Entity('question_answer')
export class QuestionAnswerRow extends RecordRow {
  @Column({ name: 'question_id', type: 'uuid' })
  questionId!: string;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ type: 'text' })
  text!: string;

  /** As in the public record. */
  @Column({ name: 'mandate_id', type: 'uuid', nullable: true })
  mandateId!: string | null;

  @Column({ name: 'resolution_id', type: 'uuid', nullable: true })
  resolutionId!: string | null;
}
