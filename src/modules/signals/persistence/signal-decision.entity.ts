import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What the figures proposed when a person classified an item, and what the person decided. */
@Entity('signal_decisions')
@Index('signal_decisions_item', ['itemId', 'decidedAt'])
export class SignalDecision {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signal_decisions_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'signal_decisions_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('text')
  metricCode!: string;

  /** `short_term` or `structural` */
  @Column('text')
  proposed!: string;

  @Column('text')
  decided!: string;

  /** Why, when it is not what was proposed. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** Reasons, limits and span of the proposal, so that it can be told later what it was made from. */
  @Column('jsonb')
  basis!: object;

  @Column('uuid')
  decidedBy!: string;

  @Column('timestamptz')
  decidedAt!: Date;
}
