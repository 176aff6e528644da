import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What met the trigger's condition (M-08): a statement, and the very figures behind it. */
@Entity('item_evidence')
@Index('item_evidence_item', ['itemId'])
export class Evidence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'item_evidence_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'item_evidence_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  statement!: string;

  /** Where it can be looked up: a report's name or address. */
  @Column('text', { nullable: true })
  source!: string | null;

  /** The points that fired a rule, or null. */
  @Column('jsonb', { nullable: true })
  figures!: unknown;

  @Column('uuid', { nullable: true })
  recordedBy!: string | null;

  @Column('timestamptz')
  recordedAt!: Date;
}
