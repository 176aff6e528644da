import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { SopState } from '../domain/sop-words.js';

/** A standard operating procedure (SOP, 标准作业流程): what one item found out, as everybody's way of working (T-66). */
@Entity('sops')
@Index('sops_item', ['itemId'])
// One procedure of a name is in force, however many people publish at once.
@Index('sops_published_title', ['workspaceId', 'title'], { unique: true, where: "state = 'published'" })
export class Sop {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sops_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'sops_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  title!: string;

  @Column('text')
  body!: string;

  @Column('text', { default: 'draft' })
  state!: SopState;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  /** Who last wrote title or body: an author too, who cannot approve it. */
  @Column('uuid', { nullable: true })
  writtenBy!: string | null;

  @Column('uuid', { nullable: true })
  approvedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  approvedAt!: Date | null;

  @Column('uuid', { nullable: true })
  publishedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  publishedAt!: Date | null;

  /** The procedure that took its place. */
  @Column('uuid', { nullable: true })
  supersededBy!: string | null;

  @Column('integer', { default: 1 })
  version!: number;
}
