import { Inject, Injectable, Logger } from '@nestjs/common';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { Transactions } from '../database/index.js';
import { renderLetter } from './letter.js';
import { NotYet } from './mail-composer.js';
import { MailComposers } from './mail-composers.js';
import { Mail, type MailState } from './mail.entity.js';
import { SendingPlaces } from './sending-places.js';
import { isRefusedForGood, Smtp } from './smtp.js';

/** A minute, then twice as long each time, up to six hours: some two days in all. */
const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 6 * 3_600_000;
const ATTEMPTS = 16;
/** How far down the queue a place is looked for, past letters to addresses that have one. */
const LOOKED_AT = 500;

// One letter to an address at a time: a receiver that hangs fills one place and no more. Rows that another sender is just
// taking are passed over. A claim ends by itself after five minutes, longer than one letter can take; one that ended so
// was a dead sender's.
const FREE = `state = 'waiting' AND due_at <= $1
  AND (claimed_at IS NULL OR claimed_at NOT BETWEEN clock_timestamp() - interval '5 minutes' AND clock_timestamp())`;
const CLAIM = `
  WITH free AS MATERIALIZED (
    SELECT id, claimed_at FROM mails WHERE ${FREE} AND id IN (
      SELECT DISTINCT ON (recipient) id FROM (
        SELECT id, recipient, due_at FROM mails
        WHERE ${FREE} AND recipient <> ALL ($2) AND lower(split_part(recipient, '@', 2)) <> ALL ($3)
        ORDER BY due_at LIMIT ${LOOKED_AT}) AS due
      ORDER BY recipient, due_at)
    ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
  UPDATE mails SET claimed_at = clock_timestamp(), attempts = attempts + 1 FROM free WHERE mails.id = free.id
  RETURNING mails.id, mails.recipient, free.claimed_at AS "claimedBefore"`;

interface Claimed {
  readonly id: string;
  readonly recipient: string;
  /** When a sender took it that never said how it went. */
  readonly claimedBefore: Date | null;
}

/**
 * Sends what was posted, with no transaction open meanwhile. A letter is claimed, sent, then marked: what a killed sender
 * loses between the last two is sent a second time under the same Message-ID, the best that mail knows.
 */
@Injectable()
export class MailSender {
  private readonly log = new Logger(MailSender.name);
  private readonly places = new SendingPlaces();
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly composers: MailComposers,
    private readonly smtp: Smtp,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends some of what is due, and waits until each has been tried.
   *
   * @returns how many letters it tried, and what went wrong
   */
  async sendDue(): Promise<{ tried: number; failures: unknown[] }> {
    const failures: unknown[] = [];
    const tried = await this.beginDue((failure) => failures.push(failure));
    await this.finished();
    return { tried, failures };
  }

  /**
   * Begins to send what is due, as far as there is room, and does not wait for it.
   *
   * @returns how many letters it began
   */
  async beginDue(onFailure: (failure: unknown) => void): Promise<number> {
    const { room, recipients, stuckDomains } = this.places;
    if (room === 0) return 0;
    const wanted = [this.clock.now(), recipients, stuckDomains, room];
    const [claimed] = await this.transactions.reader.query<[Claimed[], number]>(CLAIM, wanted);
    for (const one of claimed) this.begin(one, onFailure);
    return claimed.length;
  }

  get isIdle(): boolean {
    return this.underWay.size === 0;
  }

  /** When one of those that were begun has been tried. */
  async oneFinished(): Promise<void> {
    await Promise.race(this.underWay);
  }

  /** When all that was begun has been tried. */
  async finished(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private begin({ id, recipient, claimedBefore }: Claimed, onFailure: (failure: unknown) => void): void {
    if (claimedBefore) this.log.warn(`letter ${id}: its sender ended before it said how it went; it may arrive twice`);
    const giveBack = this.places.take(recipient);
    const sending = this.tryToSend(id)
      .catch(onFailure)
      .finally(() => {
        giveBack();
        this.underWay.delete(sending);
      });
    this.underWay.add(sending);
  }

  private async tryToSend(id: string): Promise<void> {
    const mail = await this.transactions.reader.findOneByOrFail(Mail, { id });
    try {
      await this.send(mail);
    } catch (error) {
      if (error instanceof NotYet) return this.hold(mail, error.until);
      await this.postpone(mail, error);
      throw error;
    }
  }

  private async send(mail: Mail): Promise<void> {
    const letter = await this.composers.compose(mail);
    if (letter === null) return this.finish(mail, 'dropped', null);
    await this.smtp.send(mail.id, mail.recipient, renderLetter(letter, mail.locale), letter.unsubscribe);
    await this.finish(mail, 'sent', null);
  }

  private async hold({ id, attempts }: Mail, dueAt: Date): Promise<void> {
    await this.transactions.reader.update(Mail, { id }, { dueAt, claimedAt: null, attempts: attempts - 1 });
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
