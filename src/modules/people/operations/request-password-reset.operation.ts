import { Injectable } from '@nestjs/common';

import type { Locale } from '../../../kernel/text/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import { readEmail } from '../identity/email-address.js';
import { OneTimeLinks } from './one-time-links.js';

/** How long a link that sets a password works. */
export const RESET_MINUTES = 60;
export const RESET_MS = RESET_MINUTES * 60_000;

/**
 * Somebody without his password asks for a link. The same rows are written whether or not anybody has that address:
 * only the composer of the letter, later and elsewhere, looks for the account. So neither the answer nor the time it
 * takes tells who has one.
 */
@Injectable()
export class RequestPasswordReset {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: OneTimeLinks,
    private readonly mailbox: Mailbox,
  ) {}

  /** @returns whether this installation sends mail; without, an admin has to make the link */
  async run(address: string, locale: Locale): Promise<boolean> {
    if (!this.mailbox.isOpen) return false;
    const email = readEmail(address);
    await this.transactions.run((tx) =>
      this.links.make(tx, { purpose: 'password_reset', email, validMs: RESET_MS, locale }),
    );
    return true;
  }
}
