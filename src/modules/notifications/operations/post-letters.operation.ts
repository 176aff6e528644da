import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import { BATCH_MS, type Reader } from '../domain/delivery-plan.js';
import { ALWAYS_ON } from '../domain/notification-classes.js';
import { isQuiet, nextDigest, outsideQuiet } from '../domain/quiet-hours.js';
import { type DueDelivery, DeliveriesRepository } from '../persistence/deliveries.repository.js';
import { Readers } from '../queries/readers.query.js';

interface Addressee extends Reader {
  readonly userId: string;
  readonly email: string;
}

export const LETTER_KIND = 'notifications';
export const DIGEST_KIND = 'notification_digest';

/**
 * Posts to one person the letter that tells what is due to him in a workspace, and the digest of his day. Each delivery is
 * put into one letter, and a day has one digest by its key, whoever posts at the same time and whatever ran before.
 */
@Injectable()
export class PostLetters {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailbox: Mailbox,
    private readonly readers: Readers,
    private readonly deliveries: DeliveriesRepository,
  ) {}

  /** @returns how many deliveries were due */
  async run({ id }: Pick<WorkspaceRef, 'id'>, userId: string, now: Date): Promise<number> {
    return this.transactions.run(async (tx) => {
      // What is told within the window of what is due goes along.
      const found = await this.deliveries.lockDue(tx, id, userId, new Date(now.getTime() + BATCH_MS));
      const due = found.filter(({ dueAt, choice }) => choice === 'immediately' || dueAt <= now);
      if (!due.some(({ dueAt }) => dueAt <= now)) return 0;
      const [account] = await tx.query<{ email: string }[]>('SELECT email FROM users WHERE id = $1', [userId]);
      if (!this.mailbox.isOpen || !account) {
        await this.deliveries.drop(tx, idsOf(due), account ? 'no_mail_server' : 'not_visible', now);
        return due.length;
      }
      const to = { ...(await this.readers.of(tx, id, userId)), userId, email: account.email };
      await this.post(tx, id, to, due, now);
      return due.length;
    });
  }

  private async post(tx: Tx, workspaceId: string, to: Addressee, due: DueDelivery[], now: Date): Promise<void> {
    const { quietHours } = to.settings;
    const quiet = isQuiet(now, quietHours, to.zone);
    const held = due.filter((delivery) => quiet && delivery.class !== ALWAYS_ON);
    if (held.length > 0) await this.deliveries.postpone(tx, idsOf(held), outsideQuiet(now, quietHours, to.zone));
    const free = due.filter((delivery) => !held.includes(delivery));
    await this.postNow(
      tx,
      workspaceId,
      to,
      free.filter(({ choice }) => choice !== 'digest'),
    );
    await this.postDigest(
      tx,
      to,
      free.filter(({ choice }) => choice === 'digest'),
      now,
    );
  }

  private async postNow(tx: Tx, workspaceId: string, to: Addressee, due: DueDelivery[]): Promise<void> {
    const [first] = due;
    if (!first) return;
    const key = `notifications:${first.id}`;
    const params = { userId: to.userId, workspaceId };
    const letter = { kind: LETTER_KIND, recipient: to.email, locale: to.settings.locale, params, key };
    const mailId = await this.mailbox.post(tx, letter);
    if (mailId !== null) await this.deliveries.putInto(tx, mailId, idsOf(due));
  }

  /** The digest gathers what is due to the person, in all his workspaces, when it is written. */
  private async postDigest(tx: Tx, to: Addressee, due: DueDelivery[], now: Date): Promise<void> {
    if (due.length === 0) return;
    const { userId, email, zone, settings } = to;
    const key = `digest:${userId}:${localDateAt(now, zone)}`;
    const letter = { kind: DIGEST_KIND, recipient: email, locale: settings.locale, params: { userId }, key };
    if ((await this.mailbox.post(tx, letter)) !== null) return;
    const waiting = await tx.query<unknown[]>(`SELECT FROM mails WHERE key = $1 AND state = 'waiting'`, [key]);
    // It has gone without them: tomorrow's will tell.
    if (waiting.length === 0) await this.deliveries.postpone(tx, idsOf(due), nextDigest(now, settings.digestAt, zone));
  }
}

function idsOf(deliveries: readonly DueDelivery[]): string[] {
  return deliveries.map(({ id }) => id);
}
