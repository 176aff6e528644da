import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { serveLink } from './serve-link.js';
import { Attempts } from './attempts.js';
import { SetPassword } from './set-password.js';
import { useLink } from './use-link.js';

/** Sets a new password with a link that was mailed, once, and signs its owner out everywhere. */
@Injectable()
export class CompletePasswordReset {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly setPassword: SetPassword,
    private readonly attempts: Attempts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError link_used, invalid_fields (the link still works then) */
  async run(token: string, password: string, requestId: string, locale: Locale): Promise<void> {
    const email = await this.transactions.run(async (tx) => {
      await serveLink(this.transactions, tx, token);
      const link = await useLink(tx, token, 'password_reset', this.clock.now());
      const address = link.email ?? '';
      const person = await this.accounts.findWithPassword(tx, address);
      if (!person) throw new DomainError('link_used');
      await this.setPassword.run(tx, {
        person: { ...person, userId: person.id, email: address },
        password,
        field: 'password',
        event: 'member.password_reset',
        requestId,
        locale,
        exceptSessionId: null,
      });
      return address;
    });
    // Whoever reads the mail of the account is its owner: he need not wait for the guesses of others.
    await this.attempts.succeed('account', email);
  }
}
