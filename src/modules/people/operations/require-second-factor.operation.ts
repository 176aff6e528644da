import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Workspace } from '../persistence/workspace.entity.js';
import { SecondFactorState } from '../queries/second-factor-state.query.js';

const FIRST_YOURSELF = {
  en: 'Enrol a second factor yourself first; you would lock yourself out.',
  'zh-CN': '请先为自己登记双重验证,否则您将无法访问。',
};

/** Requires a second factor of everybody in the workspace, or no longer. */
@Injectable()
export class RequireSecondFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly state: SecondFactorState,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, version: number, required: boolean): Promise<void> {
    await this.transactions.run(async (tx) => {
      const where = { id: actor.workspace.id };
      const workspace = await tx.findOneOrFail(Workspace, { where, lock: { mode: 'pessimistic_write' } });
      if (workspace.version !== version) throw new DomainError('stale_version');
      const isSafe = !required || (await this.state.isEnrolled(actor.userId ?? '', tx));
      if (!isSafe) throw new DomainError('conflict', { reason: FIRST_YOURSELF });
      if (workspace.secondFactorRequired === required) return;
      await tx.update(Workspace, where, { secondFactorRequired: required, version: version + 1 });
      await this.journal.record(tx, actor, {
        type: 'workspace.second_factor_rule_changed',
        subject: { type: 'workspace', id: workspace.id },
        changes: { secondFactorRequired: { from: workspace.secondFactorRequired, to: required } },
      });
    });
  }
}
