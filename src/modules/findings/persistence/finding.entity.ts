import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { FindingSeverity, FindingState, FindingSubject } from '../domain/finding-words.js';

/** What an auditor found at an item or its review, what its lead answered, and whether that holds. */
@Entity('findings')
@Index('findings_item', ['itemId', 'id'])
export class Finding {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'findings_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'findings_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  about!: FindingSubject;

  @Column('text')
  severity!: FindingSeverity;

  @Column('text')
  statement!: string;

  @Column('text', { default: 'open' })
  state!: FindingState;

  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('uuid', { nullable: true })
  answeredBy!: string | null;

  @Column('timestamptz', { nullable: true })
  answeredAt!: Date | null;

  /** Who verified or reopened it last. */
  @Column('uuid', { nullable: true })
  judgedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  judgedAt!: Date | null;

  @Column('uuid')
  createdBy!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
