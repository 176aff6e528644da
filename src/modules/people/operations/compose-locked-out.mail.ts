import { Transactions } from '../../../platform/database/index.js';
import { ComposesMail, type Letter, type Mail, type MailComposer } from '../../../platform/mail/index.js';
import { lockedOutLetter } from '../domain/account-letters.js';
import { LOCK_SECONDS } from '../domain/attempt-limits.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';

/** Tells the owner of an account that somebody guessed at its password; nothing when nobody has that address. */
@ComposesMail('locked_out')
export class ComposeLockedOut implements MailComposer {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
  ) {}

  async compose({ recipient, params }: Mail): Promise<Letter | null> {
    if (!(await this.accounts.findWithPassword(this.transactions.reader, recipient))) return null;
    const { failures } = params as { failures: number };
    return lockedOutLetter({ email: recipient, failures, minutes: LOCK_SECONDS / 60 });
  }
}
