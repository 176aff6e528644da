import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A worse period that a rule has laid before an item: the key keeps it from being evidence twice. */
@Entity('trigger_evidence_periods')
export class EvidencePeriod {
  @ForeignKey('trigger_series', { name: 'trigger_evidence_periods_series_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'trigger_evidence_periods_pkey' })
  seriesId!: string;

  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'trigger_evidence_periods_pkey' })
  periodStart!: Date;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'trigger_evidence_periods_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  /** As it was then; a later correction does not change what was seen. */
  @Column('double precision')
  value!: number;

  @Column('timestamptz')
  recordedAt!: Date;
}
