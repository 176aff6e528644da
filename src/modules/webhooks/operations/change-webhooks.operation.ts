import { randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { SealedText } from '../../../platform/secrets/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { problemsOfWebhook } from '../domain/webhook-rules.js';
import { WEBHOOK_NOUN, type WebhookFormat } from '../domain/webhook-words.js';
import { Webhook } from '../persistence/webhook.entity.js';

export interface NewWebhook {
  readonly name: string;
  readonly url: string;
  readonly format?: WebhookFormat | null;
  readonly events: readonly string[];
  readonly locale?: Locale | null;
  /** The robot’s own; that of the standard format is made here. */
  readonly secret?: string | null;
}

export interface WebhookChange {
  readonly name?: string | null;
  readonly url?: string | null;
  readonly events?: readonly string[] | null;
  readonly locale?: Locale | null;
  readonly state?: 'active' | 'paused' | null;
}

/** What the answer shows once: afterwards the secret can only be replaced. */
export interface WebhookMade {
  readonly webhook: Webhook;
  readonly secret: string | null;
}

const SECRET_BYTES = 32;

/** Sets up, changes and pauses webhooks, and gives them new secrets. */
@Injectable()
export class ChangeWebhooks {
  private readonly sealed: SealedText;

  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.sealed = new SealedText(config.secret, 'webhook');
  }

  async create(actor: Actor, given: NewWebhook): Promise<WebhookMade> {
    const format = given.format ?? 'standard';
    const secret = format === 'standard' ? newSecret() : (given.secret ?? null);
    const shown = { name: given.name, url: given.url, format, events: [...given.events], locale: given.locale ?? 'en' };
    refuseFields(problemsOfWebhook({ ...shown, secret: given.secret ?? null }));
    return this.transactions.run(async (tx) => {
      const webhook = tx.create(Webhook, {
        ...shown,
        id: newId(),
        workspaceId: actor.workspace.id,
        sealedSecret: secret === null ? null : this.sealed.seal(secret),
        state: 'active' as const,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      });
      await tx.save(webhook);
      await this.record(tx, actor, 'webhook.created', webhook.id, changesBetween({}, withoutKeys(shown)));
      return { webhook, secret: format === 'standard' ? secret : null };
    });
  }

  /** Taking up again what was stopped forgets that it failed. */
  async change(actor: Actor, id: string, version: number, change: WebhookChange): Promise<Webhook> {
    return this.transactions.run(async (tx) => {
      const webhook = await this.locked(tx, actor, id, version);
      const { name, url, format, locale, events, state } = webhook;
      const before = { name, url, format, locale, events, state };
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value != null));
      const after = { ...before, ...given } as typeof before;
      refuseFields(problemsOfWebhook({ ...after, secret: null }));
      const changes = changesBetween(withoutKeys(before), withoutKeys(after));
      if (Object.keys(changes).length === 0) return webhook;
      const resumed = after.state === 'active' ? { failingSince: null, stoppedBecause: null } : {};
      Object.assign(webhook, after, resumed, { version: version + 1 });
      await tx.save(webhook);
      await this.record(tx, actor, 'webhook.changed', id, changes);
      return webhook;
    });
  }

  /** The old secret signs nothing from here on. */
  async renewSecret(actor: Actor, id: string, version: number, given: string | null): Promise<WebhookMade> {
    return this.transactions.run(async (tx) => {
      const webhook = await this.locked(tx, actor, id, version);
      const secret = webhook.format === 'standard' ? newSecret() : given;
      webhook.sealedSecret = secret === null ? null : this.sealed.seal(secret);
      webhook.version += 1;
      await tx.save(webhook);
      await this.record(tx, actor, 'webhook.secret_renewed', id, {});
      return { webhook, secret: webhook.format === 'standard' ? secret : null };
    });
  }

  private async locked(tx: Tx, actor: Actor, id: string, version: number): Promise<Webhook> {
    const where = { id, workspaceId: actor.workspace.id };
    const webhook = await tx.findOne(Webhook, { where, lock: { mode: 'pessimistic_write' } });
    if (!webhook) throw notFound(WEBHOOK_NOUN);
    if (webhook.version !== version) throw new DomainError('stale_version');
    return webhook;
  }

  private record(tx: Tx, actor: Actor, type: string, id: string, changes: ReturnType<typeof changesBetween>) {
    return this.journal.record(tx, actor, { type, subject: { type: 'webhook', id }, changes });
  }
}

function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** A robot’s address carries its key: the trail keeps only where it leads. */
function withoutKeys<Fields extends { readonly url: string }>(fields: Fields): Fields {
  return { ...fields, url: new URL(fields.url).origin };
}
