import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { serveLink } from './serve-link.js';
import { SetPassword } from './set-password.js';
import { useLink } from './use-link.js';

/** Sets a new password with a link that was mailed, once, and signs its owner out everywhere. */
@Injectable()
export class CompletePasswordReset {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly setPassword: SetPassword,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError link_used, invalid_fields (the link still works then) */
  async run(token: string, password: string, requestId: string, locale: Locale): Promise<void> {
    const finish = await this.transactions.run(async (tx) => {
      await serveLink(this.transactions, tx, token);
      const { email } = await useLink(tx, token, 'password_reset', this.clock.now());
      const person = await this.accounts.findWithPassword(tx, email ?? '');
      if (!person) throw new DomainError('link_used');
      return this.setPassword.run(tx, {
        person: { ...person, userId: person.id, email: email ?? '' },
        password,
        field: 'password',
        event: 'member.password_reset',
        requestId,
        locale,
        exceptSessionId: null,
      });
    });
    await finish();
  }
}
