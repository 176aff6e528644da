import { Injectable } from '@nestjs/common';

import { DomainError } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
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
  ) {}

  /** @throws DomainError invalid_credentials, invalid_fields */
  async run({ sessionId, requestId, locale, ...person }: Changer, change: PasswordChange): Promise<void> {
    const { reader } = this.transactions;
    if (!(await this.accounts.hasPassword(reader, person.userId, change.currentPassword))) {
      throw new DomainError('invalid_credentials');
    }
    const finish = await this.transactions.run((tx) =>
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
    await finish();
  }
}
