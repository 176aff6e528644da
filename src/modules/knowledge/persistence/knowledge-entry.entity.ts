import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What others should know of an item: a case, a tool, a template (T-68). What is written stays. */
@Entity('knowledge_entries')
@Index('knowledge_entries_item', ['itemId'])
@Index('knowledge_entries_workspace', ['workspaceId', 'id'])
@Index('knowledge_entries_tags', ['tags'], { type: 'gin' })
export class KnowledgeEntry {
  /** Version 7: sorts by the time of writing. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'knowledge_entries_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'knowledge_entries_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  title!: string;

  @Column('text')
  summary!: string;

  @Column('text', { array: true, default: [] })
  tags!: string[];

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}
