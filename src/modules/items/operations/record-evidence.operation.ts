import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import type { Evidence } from '../persistence/evidence.entity.js';
import { Item } from '../persistence/item.entity.js';
import { ItemAccess } from './item-access.js';
import { insertEvidence, type NewEvidence } from './open-item.operation.js';

/** Adds evidence to an open item. What is recorded stays. */
@Injectable()
export class RecordEvidence {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, evidence: NewEvidence): Promise<Evidence> {
    return this.transactions.run(async (tx) =>
      this.runWithin(tx, actor, await this.access.forWork(tx, actor, key), evidence),
    );
  }

  /** For a rule that appends its newest points to the item it opened; on hold or not. */
  async runWithin(tx: Tx, actor: Actor, item: Item, evidence: NewEvidence): Promise<Evidence> {
    const row = await insertEvidence(tx, actor, item, evidence, this.clock.now());
    await this.journal.record(tx, actor, {
      type: 'item.evidence_recorded',
      subject: { type: 'evidence', id: row.id },
      itemId: item.id,
      changes: { statement: { from: null, to: evidence.statement } },
    });
    return row;
  }
}
