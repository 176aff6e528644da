import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../../config/index.js';
import { systemActor } from '../../../kernel/actor/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { AddressRefused, OutgoingHttp } from '../../../platform/outgoing/index.js';
import { SealedText } from '../../../platform/secrets/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Workspace } from '../../people/index.js';
import { messageTo, wasTaken } from '../domain/message.js';
import { nextAttempt, STOP_AFTER_MS, STOP_REASONS } from '../domain/retry-plan.js';
import { sentenceOf } from '../domain/sentence.js';
import type { DeliveryState } from '../domain/webhook-words.js';
import { WebhookAttempt } from '../persistence/webhook-attempt.entity.js';
import { WebhookDelivery } from '../persistence/webhook-delivery.entity.js';
import { Webhook } from '../persistence/webhook.entity.js';

/** How one try went. */
interface Outcome {
  readonly status: number | null;
  readonly answer: string | null;
  /** Null when it arrived. */
  readonly error: string | null;
  /** The receiver wants nothing any more, or can never be reached. */
  readonly final: boolean;
}

const GONE = 410;

/** Sends one delivery to its webhook once, and writes down how it went. Nothing is locked while the receiver thinks. */
@Injectable()
export class Deliver implements OnApplicationShutdown {
  private readonly sealed: SealedText;
  private readonly http: OutgoingHttp;

  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealed = new SealedText(config.secret, 'webhook');
    this.http = new OutgoingHttp(config.webhookAllowedHosts, config.webhookTimeoutMs);
  }

  onApplicationShutdown(): Promise<void> {
    return this.http.close();
  }

  async run(webhook: Webhook, delivery: WebhookDelivery): Promise<void> {
    const began = this.clock.now();
    const startedMs = performance.now();
    const outcome = await this.send(webhook, delivery, began);
    const tookMs = Math.round(performance.now() - startedMs);
    await this.transactions.run(async (tx) => {
      await this.settle(tx, webhook.id, delivery, outcome, began);
      const { status, error, answer } = outcome;
      const about = { workspaceId: delivery.workspaceId, deliveryId: delivery.id, at: began };
      await tx.insert(WebhookAttempt, { id: newId(), ...about, status, error, answer, tookMs });
    });
  }

  private async send(webhook: Webhook, delivery: WebhookDelivery, at: Date): Promise<Outcome> {
    const { url, format, locale, sealedSecret } = webhook;
    const { id, type, payload } = delivery;
    const facts = (payload as { data?: Record<string, unknown> }).data ?? {};
    try {
      const secret = sealedSecret === null ? null : this.sealed.open(sealedSecret);
      const telling = { id, payload, sentence: sentenceOf(type, facts, locale) };
      const { status, text } = await this.http.post(messageTo({ url, format, secret }, telling, at));
      const arrived = status >= 200 && status < 300 && wasTaken(format, text);
      return { status, answer: text, error: arrived ? null : `answered ${status}`, final: status === GONE };
    } catch (error) {
      const told = error instanceof Error ? error.message || error.name : String(error);
      return { status: null, answer: null, error: told.slice(0, 500), final: error instanceof AddressRefused };
    }
  }

  private async settle(
    tx: Tx,
    webhookId: string,
    delivery: WebhookDelivery,
    outcome: Outcome,
    at: Date,
  ): Promise<void> {
    const { id, attempts, nextAttemptAt } = delivery;
    const { error, status, final } = outcome;
    const next = error === null || final ? null : nextAttempt(attempts, at, Math.random());
    const state: DeliveryState = error === null ? 'delivered' : next === null ? 'dead' : 'waiting';
    const finishedAt = state === 'waiting' ? null : this.clock.now();
    // Whoever took it over meanwhile, because this try seemed lost, writes its end.
    await tx.update(
      WebhookDelivery,
      { id, attempts, state: 'waiting' },
      { state, finishedAt, lastStatus: status, lastError: error, nextAttemptAt: next ?? nextAttemptAt },
    );
    const webhook = await tx.findOneOrFail(Webhook, { where: { id: webhookId }, lock: { mode: 'pessimistic_write' } });
    const { failingSince, stoppedBecause } = standing(webhook, outcome, at);
    const stops = stoppedBecause !== null && webhook.state === 'active';
    if (failingSince?.getTime() === webhook.failingSince?.getTime() && !stops) return;
    await tx.update(Webhook, { id: webhookId }, { failingSince });
    if (stops) await this.stop(tx, webhook, stoppedBecause);
  }

  /** The admins hear of it: until one of them sets it active, nothing is sent there any more. */
  private async stop(tx: Tx, { id, name, workspaceId, state, version }: Webhook, because: Localised): Promise<void> {
    const after = { state: 'stopped' as const, stoppedBecause: because.en };
    await tx.update(Webhook, { id }, { ...after, version: version + 1 });
    const workspace = await tx.findOneByOrFail(Workspace, { id: workspaceId });
    await this.journal.record(tx, systemActor(workspace, 'job', `webhook-${id}`), {
      type: 'webhook.stopped',
      subject: { type: 'webhook', id },
      changes: changesBetween({ state }, after),
      facts: { name, because },
    });
  }
}

/** Since when nothing arrives at the webhook, and whether it is to be left alone now. */
function standing({ failingSince }: Webhook, { error, status }: Outcome, at: Date) {
  if (error === null) return { failingSince: null, stoppedBecause: null };
  const since = failingSince ?? at;
  if (status === GONE) return { failingSince: since, stoppedBecause: STOP_REASONS.gone };
  const tooLong = at.getTime() - since.getTime() >= STOP_AFTER_MS;
  return { failingSince: since, stoppedBecause: tooLong ? STOP_REASONS.silent : null };
}
