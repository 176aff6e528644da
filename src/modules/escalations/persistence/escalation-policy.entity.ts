import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Graces } from '../domain/escalation-policy.js';
import type { LadderSeverity } from '../domain/escalation-words.js';

/** The ladder that a workspace has chosen for a severity, in place of the default. */
@Entity('escalation_policies')
export class EscalationPolicyRecord {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'escalation_policies_pkey' })
  workspaceId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'escalation_policies_pkey' })
  severity!: LadderSeverity;

  /** By step; a step that is not there is not on the ladder. */
  @Column('jsonb')
  graces!: Graces;

  @Column('integer', { default: 1 })
  version!: number;
}
