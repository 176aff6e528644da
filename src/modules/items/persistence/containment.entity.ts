import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The emergency track of a P0 beside the stages (L-20): it never waits for a gate. */
@Entity('containments')
export class Containment {
  @ForeignKey('items', { name: 'containments_item_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'containments_pkey' })
  itemId!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('timestamptz')
  startedAt!: Date;

  @Column('text')
  actions!: string;

  @Column('timestamptz', { nullable: true })
  containedAt!: Date | null;
}
