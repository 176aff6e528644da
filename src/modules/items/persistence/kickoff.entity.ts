import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Minutes of the kickoff meeting (优化启动会议纪要): the ten fields of table 2-1, one record a cycle. */
@Entity('kickoffs')
export class Kickoff {
  @ForeignKey('items', { name: 'kickoffs_item_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'kickoffs_pkey' })
  itemId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'kickoffs_pkey' })
  cycle!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('text', { nullable: true })
  theme!: string | null;

  @Column('text', { array: true, default: [] })
  attendees!: string[];

  @Column('timestamptz', { nullable: true })
  heldAt!: Date | null;

  /** A room, or "online". */
  @Column('text', { nullable: true })
  place!: string | null;

  @Column('text', { nullable: true })
  problem!: string | null;

  @Column('text', { nullable: true })
  goal!: string | null;

  @Column('text', { nullable: true })
  divisionOfWork!: string | null;

  @Column('text', { nullable: true })
  keyNodes!: string | null;

  @Column('text', { nullable: true })
  resources!: string | null;

  @Column('text', { nullable: true })
  resolutions!: string | null;
}
