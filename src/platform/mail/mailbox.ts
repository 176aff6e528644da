import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../config/index.js';
import type { Locale } from '../../kernel/text/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { newId, type Tx } from '../database/index.js';

export interface Posted {
  readonly kind: string;
  readonly recipient: string;
  /** Null: every language, one below the other. */
  readonly locale: Locale | null;
  /** Ids and plain facts; never a secret. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Of letters with the same key the first is posted and no other. */
  readonly key?: string;
}

/** Where mail is posted: in the transaction of what it tells, so that neither can exist without the other. */
@Injectable()
export class Mailbox {
  /** Whether this installation sends mail at all (`SMTP_URL`). */
  readonly isOpen: boolean;

  constructor(
    @Inject(CONFIG) { smtpUrl }: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.isOpen = smtpUrl !== undefined;
  }

  /**
   * Posts a letter that is sent after the commit. Without a mail server nothing is kept: it would be delivered out of
   * nowhere on the day on which somebody sets one.
   *
   * @returns its id, or null without a mail server and where one with its key was posted before
   */
  async post(tx: Tx, { kind, recipient, locale, params, key }: Posted): Promise<string | null> {
    if (!this.isOpen) return null;
    const now = this.clock.now();
    const id = newId();
    const posted = await tx.query<unknown[]>(
      `INSERT INTO mails (id, key, kind, recipient, locale, params, created_at, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT ON CONSTRAINT mails_key DO NOTHING RETURNING id`,
      [id, key ?? null, kind, recipient, locale, JSON.stringify(params), now],
    );
    return posted.length > 0 ? id : null;
  }
}
