import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Days on which a person is away. */
@Entity('absences')
@Index('absences_person', ['workspaceId', 'userId', 'toOn'], { where: 'cancelled_at IS NULL' })
export class Absence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'absences_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('uuid')
  userId!: string;

  @Column('date')
  fromOn!: string;

  /** The last day away. */
  @Column('date')
  toOn!: string;

  @Column('text', { default: '' })
  note!: string;

  @Column('uuid', { nullable: true })
  recordedBy!: string | null;

  @Column('timestamptz')
  recordedAt!: Date;

  @Column('timestamptz', { nullable: true })
  cancelledAt!: Date | null;
}
