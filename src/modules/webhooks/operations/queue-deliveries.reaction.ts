import { Transactions, type Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { patternsOf } from '../domain/event-pattern.js';

const WANTED = `SELECT DISTINCT unnest(events) AS pattern FROM webhooks WHERE workspace_id = $1 AND state = 'active'`;

// What is confidential does not leave the house.
const QUEUE = `
  INSERT INTO webhook_deliveries (id, workspace_id, webhook_id, event_id, type, payload, next_attempt_at, created_at)
  SELECT gen_random_uuid(), $1, w.id, $3, $4, $5, $6, $6
  FROM webhooks w
  WHERE w.workspace_id = $1 AND w.state = 'active' AND w.events && $2
    AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = $7 AND i.confidential)
  ON CONFLICT ON CONSTRAINT webhook_deliveries_event_key DO NOTHING`;

/** Puts an event on its way to every webhook that wants it; the sender takes it from there. */
@ReactsTo({ name: 'queue-webhook-deliveries', on: ['*'] })
export class QueueDeliveries implements Reaction {
  constructor(private readonly transactions: Transactions) {}

  async preselect(events: readonly OutboxEvent[]): Promise<readonly OutboxEvent[]> {
    const rows = await this.transactions.reader.query<{ pattern: string }[]>(WANTED, [events[0]?.workspaceId]);
    const wanted = new Set(rows.map(({ pattern }) => pattern));
    return events.filter(({ type }) => patternsOf(type).some((pattern) => wanted.has(pattern)));
  }

  async react({ id, workspaceId, type, payload, occurredAt }: OutboxEvent, tx: Tx): Promise<void> {
    const message = { type, timestamp: occurredAt.toISOString(), data: payload };
    const about = [type, JSON.stringify(message), occurredAt, payload.itemId];
    await tx.query(QUEUE, [workspaceId, patternsOf(type), id, ...about]);
  }
}
