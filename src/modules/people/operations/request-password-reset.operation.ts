import { Injectable } from '@nestjs/common';

import type { Locale } from '../../../kernel/text/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import { readEmail } from '../identity/email-address.js';
import { Attempts } from './attempts.js';
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
    private readonly attempts: Attempts,
  ) {}

  /**
   * @param network the caller's IP address
   * @returns whether this installation sends mail; without, an admin has to make the link
   * @throws DomainError too_many_requests
   */
  async run(address: string, network: string, locale: Locale): Promise<boolean> {
    await this.attempts.begin('resetByNetwork', network);
    if (!this.mailbox.isOpen) return false;
    const email = readEmail(address);
    // Nobody's mailbox is to be filled by a stranger.
    await this.attempts.begin('resetOfAccount', email);
    await this.transactions.run((tx) =>
      this.links.make(tx, { purpose: 'password_reset', email, validMs: RESET_MS, locale }),
    );
    return true;
  }
}
