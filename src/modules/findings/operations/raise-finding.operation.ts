import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { ItemAccess } from '../../items/index.js';
import type { FindingSeverity, FindingSubject } from '../domain/finding-words.js';
import { Finding } from '../persistence/finding.entity.js';

export interface NewFinding {
  readonly about: FindingSubject;
  readonly severity: FindingSeverity;
  readonly statement: string;
}

/** Writes down what an auditor found; the item's lead owes an answer. */
@Injectable()
export class RaiseFinding {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the new finding's id */
  async run(actor: Actor, key: string, { about, severity, statement }: NewFinding): Promise<string> {
    return this.transactions.run(async (tx) => {
      const item = await this.items.forMove(tx, actor, key);
      const written = { about, severity, statement };
      const id = newId();
      await tx.insert(Finding, {
        ...written,
        id,
        workspaceId: item.workspaceId,
        itemId: item.id,
        cycle: item.cycle,
        createdBy: actor.userId ?? '',
        createdAt: this.clock.now(),
      });
      await this.journal.record(tx, actor, {
        type: 'finding.raised',
        subject: { type: 'finding', id },
        itemId: item.id,
        changes: changesBetween({}, written),
        facts: { key: item.key, title: item.title, ownerId: item.ownerId, severity },
      });
      return id;
    });
  }
}
