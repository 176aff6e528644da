import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import { DEPENDENCY_NOUN } from '../domain/schedule-words.js';
import { Dependency } from '../persistence/dependency.entity.js';

/** Lets a record wait for another no more. */
@Injectable()
export class RemoveDependency {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, also for one that was removed before */
  async run(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const where = { id, workspaceId: actor.workspace.id, removedAt: IsNull() };
      const seen = await tx.findOneBy(Dependency, where);
      if (!seen) throw notFound(DEPENDENCY_NOUN);
      const { key } = await this.items.ofRecord(actor, seen.itemId, DEPENDENCY_NOUN, tx);
      await this.items.forMove(tx, actor, key);
      const item = await this.items.forWork(tx, actor, key);
      const { affected } = await tx.update(Dependency, where, { removedAt: this.clock.now(), removedBy: actor.userId });
      if (!affected) throw notFound(DEPENDENCY_NOUN);
      const { predecessorId, successorId, lagDays } = seen;
      await this.journal.record(tx, actor, {
        type: 'dependency.removed',
        subject: { type: 'dependency', id },
        itemId: item.id,
        changes: {
          predecessorId: { from: predecessorId, to: null },
          successorId: { from: successorId, to: null },
          lagDays: { from: lagDays, to: null },
        },
        facts: { itemKey: item.key },
      });
    });
  }
}
