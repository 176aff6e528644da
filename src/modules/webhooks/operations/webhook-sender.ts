import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { OncePerMinute, Rounds, RUNS_JOBS } from '../../../platform/jobs/index.js';
import { WebhookDelivery } from '../persistence/webhook-delivery.entity.js';
import { Webhook } from '../persistence/webhook.entity.js';
import { Deliver } from './deliver.operation.js';

/** At once to one receiver, and at once in all: a slow receiver fills its own few places and no more. */
const AT_ONCE_EACH = 4;
const AT_ONCE = 64;
const IDLE_MS = 1_000;
/** Longer than a call may take. Whoever dies with a delivery in hand leaves it to the next after this. */
const LEASE_MS = 60_000;

// Rows that another worker is just taking are passed over; a receiver that is being talked to here waits its turn.
const CLAIM = `
  UPDATE webhook_deliveries d SET attempts = d.attempts + 1, next_attempt_at = $3
  FROM webhooks w CROSS JOIN LATERAL (
    SELECT id FROM webhook_deliveries
    WHERE workspace_id = $1 AND webhook_id = w.id AND state = 'waiting' AND next_attempt_at <= $2
    ORDER BY next_attempt_at LIMIT ${AT_ONCE_EACH} FOR UPDATE SKIP LOCKED) AS due
  WHERE d.id = due.id AND w.workspace_id = $1 AND w.state = 'active' AND NOT w.id = ANY($4::uuid[])
  RETURNING d.id, d.webhook_id AS "webhookId"`;

interface Claimed {
  readonly id: string;
  readonly webhookId: string;
}

/** Brings queued deliveries to their receivers, beside the other jobs of a worker: a failing receiver delays nobody. */
@Injectable()
export class WebhookSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly complaints = new OncePerMinute(new Logger(WebhookSender.name));
  private readonly underWay = new Map<string, number>();
  private readonly sendings = new Set<Promise<void>>();
  private readonly rounds = new Rounds();

  constructor(
    private readonly transactions: Transactions,
    private readonly deliver: Deliver,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.runsJobs) this.rounds.start(() => this.round());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await Promise.all(this.sendings);
  }

  /** Sends what is due now and waits until all of it has been tried. @returns how many */
  async sendDue(): Promise<number> {
    const taken = await this.takeDue();
    await Promise.all(this.sendings);
    return taken;
  }

  private async round(): Promise<number> {
    const taken = await this.takeDue().catch((error: unknown) => {
      this.complaints.warn(`webhooks wait until the database can be asked: ${String(error)}`);
      return 0;
    });
    return taken > 0 && this.sendings.size < AT_ONCE ? 0 : IDLE_MS;
  }

  private async takeDue(): Promise<number> {
    let taken = 0;
    await this.transactions.inEveryWorkspace(async ({ id }) => {
      if (this.sendings.size >= AT_ONCE) return;
      const claimed = await this.claim(id);
      for (const one of claimed) this.begin(one);
      taken += claimed.length;
    });
    return taken;
  }

  private async claim(workspaceId: string): Promise<Claimed[]> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const busy = [...this.underWay.keys()];
    const [rows] = await this.transactions.reader.query<[Claimed[], number]>(CLAIM, [workspaceId, now, until, busy]);
    return rows;
  }

  private begin({ id, webhookId }: Claimed): void {
    this.underWay.set(webhookId, (this.underWay.get(webhookId) ?? 0) + 1);
    const sending = this.send(id, webhookId)
      .catch((error: unknown) => this.complaints.warn(`delivery ${id}: ${String(error)}`))
      .finally(() => {
        this.sendings.delete(sending);
        const left = (this.underWay.get(webhookId) ?? 1) - 1;
        if (left === 0) this.underWay.delete(webhookId);
        else this.underWay.set(webhookId, left);
      });
    this.sendings.add(sending);
  }

  private async send(id: string, webhookId: string): Promise<void> {
    const { reader } = this.transactions;
    const webhook = await reader.findOneBy(Webhook, { id: webhookId });
    const delivery = await reader.findOneBy(WebhookDelivery, { id, state: 'waiting' });
    if (webhook && delivery) await this.deliver.run(webhook, delivery);
  }
}
