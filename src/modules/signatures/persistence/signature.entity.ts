import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Meaning } from '../domain/meaning.js';

/**
 * Somebody's name under a record, as 21 CFR 11.50 and 11.70 want it: who, when, what it means, and exactly what was
 * signed. Append-only: the database refuses UPDATE, DELETE and TRUNCATE.
 */
@Entity('signatures')
@Index('signatures_item', ['itemId', 'signedAt'])
export class Signature {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signatures_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'signatures_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  /** What was done by signing: `item.close`, `review.sign_off`, `waiver.approve`. */
  @Column('text')
  action!: string;

  @Column('text')
  subjectType!: string;

  @Column('text')
  subjectId!: string;

  /** The item's cycle and version in which it was signed. */
  @Column('integer')
  cycle!: number;

  @Column('integer')
  version!: number;

  @Column('uuid')
  signerId!: string;

  /** The signer's name and role as they were then. */
  @Column('text')
  printedName!: string;

  @Column('text')
  role!: string;

  /** Whose task it was, and that person's name then, where somebody signed by delegation. */
  @Column('uuid', { nullable: true })
  onBehalfOf!: string | null;

  @Column('text', { nullable: true })
  onBehalfOfName!: string | null;

  @Column('text')
  meaning!: Meaning;

  /** How the signer showed that it is he: `password`, `code` or `reauthentication`. */
  @Column('text')
  method!: string;

  @Column('timestamptz')
  signedAt!: Date;

  /** The very record that was signed, as canonical JSON. */
  @Column('text')
  content!: string;

  /** SHA-256 of the content, hexadecimal. */
  @Column('text')
  contentHash!: string;

  @Column('text')
  requestId!: string;
}
