import { Injectable } from '@nestjs/common';

import { notFound } from '../../../kernel/errors/index.js';
import { decodeCursor, type Page, pageOf, Transactions } from '../../../platform/database/index.js';
import { DELIVERY_NOUN, type DeliveryState, WEBHOOK_NOUN } from '../domain/webhook-words.js';
import { WebhookAttempt } from '../persistence/webhook-attempt.entity.js';
import { WebhookDelivery } from '../persistence/webhook-delivery.entity.js';
import { Webhook } from '../persistence/webhook.entity.js';

export interface DeliveryFilter {
  readonly state?: DeliveryState;
  readonly limit: number;
  readonly cursor?: string;
}

export interface DeliveryShown {
  readonly delivery: WebhookDelivery;
  readonly attempts: readonly WebhookAttempt[];
}

/** The webhooks of a workspace, and how their deliveries went. */
@Injectable()
export class Webhooks {
  constructor(private readonly transactions: Transactions) {}

  list(workspaceId: string): Promise<Webhook[]> {
    return this.transactions.reader.find(Webhook, { where: { workspaceId }, order: { name: 'ASC', id: 'ASC' } });
  }

  async one(workspaceId: string, id: string): Promise<Webhook> {
    const webhook = await this.transactions.reader.findOneBy(Webhook, { id, workspaceId });
    if (!webhook) throw notFound(WEBHOOK_NOUN);
    return webhook;
  }

  /** Newest first. */
  async deliveries(
    workspaceId: string,
    webhookId: string,
    { state, limit, cursor }: DeliveryFilter,
  ): Promise<Page<WebhookDelivery>> {
    await this.one(workspaceId, webhookId);
    const query = this.transactions.reader
      .createQueryBuilder(WebhookDelivery, 'd')
      .where({ workspaceId, webhookId, ...(state && { state }) })
      .orderBy({ 'd.createdAt': 'DESC', 'd.id': 'DESC' })
      .take(limit + 1);
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, 'instant', 'id');
      query.andWhere('(d.createdAt, d.id) < (:at, :id)', { at, id });
    }
    return pageOf(await query.getMany(), limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  }

  async delivery(workspaceId: string, id: string): Promise<DeliveryShown> {
    const { reader } = this.transactions;
    const delivery = await reader.findOneBy(WebhookDelivery, { id, workspaceId });
    if (!delivery) throw notFound(DELIVERY_NOUN);
    const where = { workspaceId, deliveryId: id };
    return { delivery, attempts: await reader.find(WebhookAttempt, { where, order: { at: 'ASC', id: 'ASC' } }) };
  }
}
