import { Entity, PrimaryColumn } from 'typeorm';

/** An event that waits for its seal: written with the event, taken away with the seal (docs/decisions/0008). */
@Entity('audit_unsealed')
export class UnsealedEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_unsealed_pkey' })
  workspaceId!: string;

  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'audit_unsealed_pkey' })
  eventId!: number;
}
