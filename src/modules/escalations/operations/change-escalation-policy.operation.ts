import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Graces, policyOf, problemsInPolicy } from '../domain/escalation-policy.js';
import type { LadderSeverity } from '../domain/escalation-words.js';
import { EscalationPolicies, type PolicyShown } from '../queries/escalation-policies.query.js';
import { lookAnew } from './look-anew.reaction.js';

// Two admins at once: whoever read an older version writes nothing.
const WRITE = `
  INSERT INTO escalation_policies (workspace_id, severity, graces, version) VALUES ($1, $2, $3, 1)
  ON CONFLICT (workspace_id, severity) DO UPDATE SET graces = excluded.graces, version = escalation_policies.version + 1
    WHERE escalation_policies.version = $4
  RETURNING version`;

/** Puts another ladder in the place of that of a severity; it holds at once, for what climbs already too. */
@Injectable()
export class ChangeEscalationPolicy {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: EscalationPolicies,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError invalid_fields, stale_version */
  async run(actor: Actor, severity: LadderSeverity, version: number, given: Graces): Promise<PolicyShown> {
    refuseFields(problemsInPolicy(severity, given));
    return this.transactions.run(async (tx) => {
      const before = (await this.policies.list(actor.workspace.id, tx)).find((policy) => policy.severity === severity);
      if (before?.version !== version) throw new DomainError('stale_version');
      const graces = written(severity, given);
      const [row] = await tx.query<{ version: number }[]>(WRITE, [
        actor.workspace.id,
        severity,
        JSON.stringify(graces),
        version,
      ]);
      if (row?.version !== version + 1) throw new DomainError('stale_version');
      await lookAnew(tx, actor.workspace.id, this.clock.now());
      await this.record(tx, actor, severity, written(severity, before.graces), graces);
      return { ...before, graces, version: row.version };
    });
  }

  private async record(tx: Tx, actor: Actor, severity: LadderSeverity, from: Graces, to: Graces): Promise<void> {
    await this.journal.record(tx, actor, {
      type: 'escalation_policy.changed',
      subject: { type: 'escalation_policy', id: severity },
      changes: changesBetween({ graces: from }, { graces: to }),
    });
  }
}

/** Only the steps that are on the ladder, in their order. */
function written(severity: LadderSeverity, graces: Graces): Graces {
  return Object.fromEntries(policyOf(severity, graces).steps.map(({ who, grace }) => [who, grace]));
}
