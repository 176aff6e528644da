import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { StoredCounts } from '../domain/counts.js';
import type { PilotDesign } from '../domain/pilot-design.js';
import type { Decision, Direction, PilotState } from '../domain/pilot-words.js';
import type { Judgement } from '../domain/referee.js';

/** A trial of one change on a part of the users (table 5), of one loop of one cycle of an item. */
@Entity('pilots')
@Unique('pilots_workspace_key', ['workspaceId', 'key'])
@Index('pilots_item', ['itemId', 'cycle', 'loop'])
@Index('pilots_live_of_loop', ['itemId', 'cycle', 'loop'], {
  unique: true,
  where: "state IN ('draft', 'running', 'ready')",
})
// The clash check reads the few that are live on a metric, however many have ended on it.
@Index('pilots_live_on_metric', ['workspaceId', 'primaryMetric'], { where: "state IN ('draft', 'running', 'ready')" })
export class Pilot implements PilotDesign, StoredCounts {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pilots_pkey' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @ForeignKey('items', { name: 'pilots_item_id_fkey' })
  @Column('uuid')
  itemId!: string;

  @Column('integer')
  cycle!: number;

  @Column('integer')
  loop!: number;

  /** `AB-202611-01` */
  @Column('text')
  key!: string;

  @Column('text', { default: 'draft' })
  state!: PilotState;

  @Column('text', { nullable: true })
  page!: string | null;

  @Column('text', { array: true, default: '{}' })
  variables!: string[];

  @Column('text', { nullable: true })
  controlName!: string | null;

  @Column('text', { nullable: true })
  variantName!: string | null;

  @Column('text', { nullable: true })
  primaryMetric!: string | null;

  /** Of the metric's definition by which the draft was last written; null where the dictionary had no such metric. */
  @Column('integer', { nullable: true })
  metricVersion!: number | null;

  @Column('text', { default: 'higher' })
  betterIs!: Direction;

  @Column('text', { default: 'all' })
  segment!: string;

  @Column('double precision', { nullable: true })
  share!: number | null;

  @Column('double precision', { default: 0.5 })
  variantShare!: number;

  @Column('double precision', { nullable: true })
  expectedControlRate!: number | null;

  @Column('double precision', { nullable: true })
  minimumEffect!: number | null;

  @Column('date', { nullable: true })
  startsOn!: string | null;

  @Column('integer', { nullable: true })
  plannedDays!: number | null;

  @Column('integer', { nullable: true })
  controlExposed!: number | null;

  @Column('integer', { nullable: true })
  controlConverted!: number | null;

  @Column('integer', { nullable: true })
  variantExposed!: number | null;

  @Column('integer', { nullable: true })
  variantConverted!: number | null;

  /** The last day that the counts hold whole. */
  @Column('date', { nullable: true })
  countedOn!: string | null;

  /** The verdict with every figure and threshold it was given on; null before. */
  @Column('jsonb', { nullable: true })
  judgement!: Judgement | null;

  /** Of the metric's definition when the verdict was given; null before, and where the dictionary had no such metric. */
  @Column('integer', { nullable: true })
  judgedMetricVersion!: number | null;

  @Column('uuid', { nullable: true })
  judgedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  judgedAt!: Date | null;

  @Column('text', { nullable: true })
  decision!: Decision | null;

  @Column('text', { nullable: true })
  decisionReason!: string | null;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  @Column('text', { nullable: true })
  stopReason!: string | null;

  @Column('timestamptz', { nullable: true })
  stoppedAt!: Date | null;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  changedAt!: Date;

  @Column('integer', { default: 1 })
  version!: number;
}
