import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Comparison, DataSourceFields, SourceKind } from '../domain/data-source.js';

/** Data that a diagnosis draws on, with the days it covers and what cleaning it brought to light. */
@Entity('data_sources')
@Index('data_sources_item', ['itemId', 'cycle'])
export class DataSource implements DataSourceFields {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'data_sources_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'data_sources_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: SourceKind;

  @Column('date')
  rangeFrom!: string;

  @Column('date')
  rangeTo!: string;

  @Column('text')
  comparison!: Comparison;

  @Column('text', { nullable: true })
  comparisonNote!: string | null;

  @Column('text', { nullable: true })
  cleaning!: string | null;

  /** No longer drawn on; kept, since it was once. */
  @Column('boolean', { default: false })
  dropped!: boolean;

  @Column('text', { nullable: true })
  droppedReason!: string | null;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
