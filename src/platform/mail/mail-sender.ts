import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { Transactions } from '../database/index.js';
import { renderLetter } from './letter.js';
import { MailComposers } from './mail-composers.js';
import { Mail, type MailState } from './mail.entity.js';
import { isRefusedForGood, Smtp } from './smtp.js';

const BATCH = 10;
/** A minute, then twice as long each time, up to six hours: some two days in all. */
const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 6 * 3_600_000;
const ATTEMPTS = 16;

// Rows that another sender is just taking are passed over. A claim ends by itself after five minutes, longer than the
// mail server may keep one batch waiting.
const CLAIM = `
  UPDATE mails SET claimed_at = clock_timestamp(), attempts = attempts + 1 WHERE id IN (
    SELECT id FROM mails
    WHERE state = 'waiting' AND due_at <= $1
      AND (claimed_at IS NULL OR claimed_at NOT BETWEEN clock_timestamp() - interval '5 minutes' AND clock_timestamp())
    ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id`;

/**
 * Sends what was posted, with no transaction open meanwhile. A letter is claimed, sent, then marked: what a killed sender
 * loses between the last two is sent a second time under the same Message-ID, the best that mail knows.
 */
@Injectable()
export class MailSender {
  constructor(
    private readonly transactions: Transactions,
    private readonly composers: MailComposers,
    private readonly smtp: Smtp,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends one batch of what is due.
   *
   * @returns how many letters it tried, and what went wrong
   */
  async sendDue(): Promise<{ tried: number; failures: unknown[] }> {
    const [claimed] = await this.transactions.reader.query<[{ id: string }[], number]>(CLAIM, [this.clock.now()]);
    const failures: unknown[] = [];
    for (const { id } of claimed) {
      const mail = await this.transactions.reader.findOneByOrFail(Mail, { id });
      await this.send(mail).catch((error: unknown) => {
        failures.push(error);
        return this.postpone(mail, error);
      });
    }
    return { tried: claimed.length, failures };
  }

  private async send(mail: Mail): Promise<void> {
    const letter = await this.composers.compose(mail);
    if (letter === null) return this.finish(mail, 'dropped', null);
    await this.smtp.send(mail.id, mail.recipient, renderLetter(letter, mail.locale));
    await this.finish(mail, 'sent', null);
  }

  private async postpone(mail: Mail, error: unknown): Promise<void> {
    const lastError = error instanceof Error ? error.message : String(error);
    if (mail.attempts >= ATTEMPTS || isRefusedForGood(error)) return this.finish(mail, 'failed', lastError);
    const delay = Math.min(FIRST_DELAY_MS * 2 ** (mail.attempts - 1), LONGEST_DELAY_MS);
    const dueAt = new Date(this.clock.now().getTime() + delay);
    await this.transactions.reader.update(Mail, { id: mail.id }, { dueAt, claimedAt: null, lastError });
  }

  private async finish({ id }: Mail, state: MailState, lastError: string | null): Promise<void> {
    await this.transactions.reader.update(Mail, { id }, { state, lastError, finishedAt: this.clock.now() });
  }
}
