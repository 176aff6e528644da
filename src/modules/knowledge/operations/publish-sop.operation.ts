import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Sop } from '../persistence/sop.entity.js';
import type { SopShown } from '../queries/show-sops.query.js';
import { refuseUnlessState, SopAccess, touchSop } from './sop-access.js';

/** Publishes an approved procedure; the one of the same title that was in force until now is superseded. */
@Injectable()
export class PublishSop {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: SopAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version?: number): Promise<SopShown> {
    return this.transactions.run(async (tx) => {
      const { item, sop } = await this.access.forWork(tx, actor, id, version);
      refuseUnlessState(sop, 'approved', 'published');
      await this.supersede(tx, actor, sop);
      await touchSop(tx, sop, { state: 'published', publishedBy: actor.userId, publishedAt: this.clock.now() });
      await this.journal.record(tx, actor, {
        type: 'sop.published',
        subject: { type: 'sop', id },
        itemId: item.id,
        changes: { state: { from: 'approved', to: 'published' } },
      });
      return { sop, itemKey: item.key };
    });
  }

  private async supersede(tx: Tx, actor: Actor, { id, workspaceId, title }: Sop): Promise<void> {
    // Two items may publish the same title at once. There is no row yet that both would lock, so they lock the title.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sop ${workspaceId} ${title}`]);
    const previous = await tx.findOne(Sop, {
      where: { workspaceId, title, state: 'published' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!previous) return;
    await touchSop(tx, previous, { state: 'superseded', supersededBy: id });
    await this.journal.record(tx, actor, {
      type: 'sop.superseded',
      subject: { type: 'sop', id: previous.id },
      itemId: previous.itemId,
      changes: { state: { from: 'published', to: 'superseded' }, supersededBy: { from: null, to: id } },
    });
  }
}
