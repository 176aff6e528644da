import { Injectable } from '@nestjs/common';

import { DomainError } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { Attempts } from './attempts.js';
import { SetPassword } from './set-password.js';

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export interface Changer {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
  readonly requestId: string;
  readonly locale: Locale;
}

/** Changes one's own password; every other session ends. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly setPassword: SetPassword,
    private readonly attempts: Attempts,
  ) {}

  /** @throws DomainError invalid_credentials, invalid_fields, too_many_requests */
  async run({ sessionId, requestId, locale, ...person }: Changer, change: PasswordChange): Promise<void> {
    // Whoever finds an open session must not guess at the password behind it.
    await this.attempts.begin('account', person.email);
    const { reader } = this.transactions;
    if (!(await this.accounts.hasPassword(reader, person.userId, change.currentPassword))) {
      throw new DomainError('invalid_credentials');
    }
    await this.attempts.succeed('account', person.email);
    await this.transactions.run((tx) =>
      this.setPassword.run(tx, {
        person,
        password: change.newPassword,
        field: 'newPassword',
        event: 'member.password_changed',
        requestId,
        locale,
        exceptSessionId: sessionId,
      }),
    );
  }
}
