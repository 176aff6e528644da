import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { DELIVERY_NOUN, TEST_EVENT, WEBHOOK_NOUN } from '../domain/webhook-words.js';
import { WebhookDelivery } from '../persistence/webhook-delivery.entity.js';
import { Webhook } from '../persistence/webhook.entity.js';

const UNDER_WAY = { en: 'This delivery is still under way.', 'zh-CN': '该投递仍在进行中。' };

const REPLAY = `
  UPDATE webhook_deliveries SET state = 'waiting', attempts = 0, next_attempt_at = $4, finished_at = NULL, reported_at = NULL,
    version = version + 1
  WHERE workspace_id = $1 AND webhook_id = $2 AND created_at >= $3 AND (state = 'dead' OR ($5 AND state = 'delivered'))`;

/** Sends again what was given up or even arrived, as the same message, and tries receivers out. */
@Injectable()
export class SendAgain {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async one(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const where = { id, workspaceId: actor.workspace.id };
      const delivery = await tx.findOne(WebhookDelivery, { where, lock: { mode: 'pessimistic_write' } });
      if (!delivery) throw notFound(DELIVERY_NOUN);
      if (delivery.state === 'waiting') throw new DomainError('conflict', { reason: UNDER_WAY });
      const soon = { state: 'waiting' as const, attempts: 0, nextAttemptAt: this.clock.now() };
      const again = { ...soon, finishedAt: null, reportedAt: null };
      await tx.update(WebhookDelivery, { id }, { ...again, version: delivery.version + 1 });
      await this.journal.record(tx, actor, {
        type: 'webhook.delivery_repeated',
        subject: { type: 'webhook', id: delivery.webhookId },
        facts: { deliveryId: id },
      });
    });
  }

  /** @returns how many are on their way again */
  async since(actor: Actor, webhookId: string, since: Date, deliveredToo: boolean): Promise<number> {
    return this.transactions.run(async (tx) => {
      if (!(await tx.existsBy(Webhook, { id: webhookId, workspaceId: actor.workspace.id })))
        throw notFound(WEBHOOK_NOUN);
      const asked = [actor.workspace.id, webhookId, since, this.clock.now(), deliveredToo];
      const [, count] = await tx.query<[unknown, number]>(REPLAY, asked);
      await this.journal.record(tx, actor, {
        type: 'webhook.replayed',
        subject: { type: 'webhook', id: webhookId },
        facts: { since: since.toISOString(), count },
      });
      return count;
    });
  }

  /** Queues a message that says nothing, to see whether it arrives. */
  async test(actor: Actor, webhookId: string): Promise<string> {
    return this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      if (!(await tx.existsBy(Webhook, { id: webhookId, workspaceId }))) throw notFound(WEBHOOK_NOUN);
      const now = this.clock.now();
      const payload = { type: TEST_EVENT, timestamp: now.toISOString(), data: { askedBy: actor.userId } };
      const about = { webhookId, eventId: null, type: TEST_EVENT, payload, nextAttemptAt: now, createdAt: now };
      const delivery = tx.create(WebhookDelivery, { id: newId(), workspaceId, ...about });
      await tx.insert(WebhookDelivery, delivery);
      return delivery.id;
    });
  }
}
