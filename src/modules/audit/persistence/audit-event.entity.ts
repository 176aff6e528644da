import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One thing that somebody changed; what he wrote lies in its content. Append-only: the database refuses UPDATE, DELETE and
 * TRUNCATE. Names and addresses of people are never in it, only their ids.
 */
@Entity('audit_events')
@Index('audit_events_item', ['itemId', 'id'], { where: 'item_id IS NOT NULL' })
@Index('audit_events_workspace', ['workspaceId', 'id'])
@Index('audit_events_actor', ['actorId', 'id'], { where: 'actor_id IS NOT NULL' })
export class AuditEvent {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'audit_events_pkey', generated: 'identity' })
  id!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('timestamptz')
  occurredAt!: Date;

  /** `item.stage_advanced`: noun and past tense; the same string is the event's type. */
  @Column('text')
  action!: string;

  @Column('text')
  subjectType!: string;

  @Column('text')
  subjectId!: string;

  @Column('uuid', { nullable: true })
  itemId!: string | null;

  /** Null when the product itself acted. */
  @Column('uuid', { nullable: true })
  actorId!: string | null;

  @Column('text')
  actorRole!: string;

  @Column('text')
  source!: string;

  @Column('text')
  requestId!: string;

  /** Whose task it was, when somebody acted by delegation. */
  @Column('uuid', { nullable: true })
  onBehalfOf!: string | null;
}
