import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { OncePerMinute, Rounds, RUNS_JOBS } from '../../../platform/jobs/index.js';
import { WebhookDelivery } from '../persistence/webhook-delivery.entity.js';
import { Webhook } from '../persistence/webhook.entity.js';
import { CallingPlaces, type Receiver } from './calling-places.js';
import { Deliver } from './deliver.operation.js';

/** At once to one receiver. To one at which the last did not arrive one at a time: if it hangs, it hangs alone. */
const AT_ONCE_EACH = 4;
const AT_ONCE_FAILING = 1;
const IDLE_MS = 1_000;
/** While calls are under way that may end at any moment. */
const BUSY_MS = 100;
/** Longer than a call may take. Whoever dies with a delivery in hand leaves it to the next after this. */
const LEASE_MS = 60_000;

// Rows that another worker is just taking are passed over; a receiver that is being talked to here waits its turn. Those
// that work come first, and what is due longest of them.
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT d.id, w.failing_since IS NOT NULL AS failing, d.next_attempt_at AS at
    FROM webhooks w CROSS JOIN LATERAL (
      SELECT id, next_attempt_at FROM webhook_deliveries
      WHERE workspace_id = $1 AND webhook_id = w.id AND state = 'waiting' AND next_attempt_at <= $2
      ORDER BY next_attempt_at
      LIMIT CASE WHEN w.failing_since IS NULL THEN ${AT_ONCE_EACH} ELSE ${AT_ONCE_FAILING} END
      FOR UPDATE SKIP LOCKED) AS d
    WHERE w.workspace_id = $1 AND w.state = 'active' AND NOT w.id = ANY($4::uuid[])
  ), chosen AS (
    SELECT id, failing FROM (
      SELECT *, row_number() OVER (PARTITION BY failing ORDER BY at) AS place FROM due) AS ranked
    WHERE NOT failing OR place <= $6 ORDER BY failing, at LIMIT $5
  )
  UPDATE webhook_deliveries d SET attempts = d.attempts + 1, next_attempt_at = $3 FROM chosen
  WHERE d.id = chosen.id RETURNING d.id, d.webhook_id AS "webhookId", chosen.failing AS "isFailing"`;

interface Claimed extends Receiver {
  readonly id: string;
}

/** Brings queued deliveries to their receivers, beside the other jobs of a worker: a failing receiver delays nobody. */
@Injectable()
export class WebhookSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly complaints = new OncePerMinute(new Logger(WebhookSender.name));
  private readonly places = new CallingPlaces();
  private readonly sendings = new Set<Promise<void>>();
  private readonly rounds = new Rounds();
  /** The workspace at which there was no more room: the next round begins with it. */
  private cutOffAt: string | null = null;

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
    if (taken > 0 && this.places.room > 0) return 0;
    return this.places.quick > 0 ? BUSY_MS : IDLE_MS;
  }

  private async takeDue(): Promise<number> {
    const first = this.cutOffAt;
    this.cutOffAt = null;
    let taken = 0;
    if (first !== null) taken += await this.takeIn((workspaceId) => workspaceId >= first);
    return taken + (await this.takeIn((workspaceId) => first === null || workspaceId < first));
  }

  private async takeIn(isMeant: (workspaceId: string) => boolean): Promise<number> {
    let taken = 0;
    await this.transactions.inEveryWorkspace(async ({ id }) => {
      if (!isMeant(id) || this.cutOffAt !== null) return;
      const claimed = await this.claim(id);
      for (const one of claimed) this.begin(one);
      taken += claimed.length;
      if (this.places.room === 0) this.cutOffAt = id;
    });
    return taken;
  }

  private async claim(workspaceId: string): Promise<Claimed[]> {
    const { room, roomForFailing, webhookIds } = this.places;
    if (room === 0) return [];
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const wanted = [workspaceId, now, until, webhookIds, room, roomForFailing];
    const [rows] = await this.transactions.reader.query<[Claimed[], number]>(CLAIM, wanted);
    return rows;
  }

  private begin({ id, ...receiver }: Claimed): void {
    const giveBack = this.places.take(receiver);
    const sending = this.send(id, receiver.webhookId)
      .catch((error: unknown) => this.complaints.warn(`delivery ${id}: ${String(error)}`))
      .finally(() => {
        giveBack();
        this.sendings.delete(sending);
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
