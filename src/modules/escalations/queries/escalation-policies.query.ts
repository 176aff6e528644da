import { Injectable } from '@nestjs/common';

import { Transactions, type Tx } from '../../../platform/database/index.js';
import {
  DEFAULT_GRACES,
  type EscalationPolicy,
  GRACE_UNIT_OF,
  type Graces,
  policyOf,
} from '../domain/escalation-policy.js';
import { type GraceUnit, type LadderSeverity, SEVERITIES } from '../domain/escalation-words.js';
import { EscalationPolicyRecord } from '../persistence/escalation-policy.entity.js';

export interface PolicyShown {
  readonly severity: LadderSeverity;
  readonly unit: GraceUnit;
  readonly graces: Graces;
  /** 0 for the default, which nobody has changed. */
  readonly version: number;
}

/** The ladders in force in a workspace: its own, or the defaults. */
@Injectable()
export class EscalationPolicies {
  constructor(private readonly transactions: Transactions) {}

  async list(workspaceId: string, tx: Tx = this.transactions.reader): Promise<PolicyShown[]> {
    const own = await tx.findBy(EscalationPolicyRecord, { workspaceId });
    return SEVERITIES.map((severity) => {
      const chosen = own.find((policy) => policy.severity === severity);
      return {
        severity,
        unit: GRACE_UNIT_OF[severity],
        graces: chosen?.graces ?? DEFAULT_GRACES[severity],
        version: chosen?.version ?? 0,
      };
    });
  }

  async bySeverity(workspaceId: string, tx: Tx): Promise<Readonly<Record<LadderSeverity, EscalationPolicy>>> {
    const shown = await this.list(workspaceId, tx);
    const of = (severity: LadderSeverity) =>
      policyOf(severity, shown.find((policy) => policy.severity === severity)?.graces ?? DEFAULT_GRACES[severity]);
    return { P0: of('P0'), P1: of('P1'), P2: of('P2') };
  }
}
