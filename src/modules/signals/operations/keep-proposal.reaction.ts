import { systemActor } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { Journal } from '../../audit/index.js';
import { Item } from '../../items/index.js';
import { Workspace } from '../../people/index.js';
import { ProposeSignal } from '../queries/propose-signal.query.js';
import { keepDecision } from './keep-decision.js';

/**
 * An item can also be classified by changing it, without having looked at the figures. What they propose is kept all the
 * same, so that it can be told later whether people follow it.
 */
@ReactsTo({ name: 'keep-proposal', on: ['item.edited'] })
export class KeepProposal implements Reaction {
  constructor(
    private readonly propose: ProposeSignal,
    private readonly journal: Journal,
  ) {}

  concerns({ payload }: OutboxEvent): Promise<boolean> {
    return Promise.resolve(typeof payload['classifiedAs'] === 'string' && typeof payload['actorId'] === 'string');
  }

  async react({ payload, workspaceId, occurredAt, id }: OutboxEvent, tx: Tx): Promise<void> {
    const { itemId, classifiedAs, actorId, reason } = payload;
    const item = await tx.findOneByOrFail(Item, { id: String(itemId) });
    const workspace = await tx.findOneByOrFail(Workspace, { id: workspaceId });
    const signal = await this.propose.behind(tx, workspace, item, occurredAt);
    if (!signal) return;
    const decision = await keepDecision(tx, item, signal, {
      decided: String(classifiedAs),
      reason: typeof reason === 'string' ? reason : null,
      decidedBy: String(actorId),
      decidedAt: occurredAt,
    });
    await this.journal.record(tx, systemActor(workspace, 'job', `event-${id}`), {
      type: 'item.proposal_kept',
      subject: { type: 'item', id: item.id },
      itemId: item.id,
      changes: {
        proposed: { from: null, to: decision.proposed },
        decided: { from: null, to: decision.decided },
      },
    });
  }
}
