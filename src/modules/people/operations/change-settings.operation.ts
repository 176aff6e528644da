import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { DEFAULT_SETTINGS, Workspace, type WorkspaceSettings } from '../persistence/workspace.entity.js';

/** Changes the thresholds of a workspace; what is left out keeps its value. */
@Injectable()
export class ChangeSettings {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, version: number, settings: Partial<WorkspaceSettings>): Promise<Workspace> {
    return this.transactions.run(async (tx) => {
      const workspace = await tx.findOneOrFail(Workspace, {
        where: { id: actor.workspace.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (workspace.version !== version) throw new DomainError('stale_version');
      const before = { ...DEFAULT_SETTINGS, ...workspace.settings };
      const given = Object.fromEntries(
        Object.entries(settings).filter(([, value]) => value !== undefined && value !== null),
      );
      workspace.settings = { ...workspace.settings, ...given };
      workspace.version += 1;
      await tx.save(workspace);
      await this.journal.record(tx, actor, {
        type: 'workspace.settings_changed',
        subject: { type: 'workspace', id: workspace.id },
        changes: changesBetween(before, { ...before, ...given }),
      });
      return workspace;
    });
  }
}
