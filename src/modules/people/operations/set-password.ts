import { Injectable } from '@nestjs/common';

import { refuseFields } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { NO_WORKSPACE, Transactions, type Tx } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import { passwordProblems } from '../domain/password-rules.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { SessionsRepository } from '../persistence/sessions.repository.js';
import { AccountTrail } from './account-trail.js';

export interface NewPassword {
  readonly person: { readonly userId: string; readonly email: string; readonly name: string };
  readonly password: string;
  /** What its field is called in the body. */
  readonly field: string;
  /** `member.password_reset` or `member.password_changed`. */
  readonly event: string;
  readonly requestId: string;
  readonly locale: Locale;
  /** The session that stays. */
  readonly exceptSessionId: string | null;
}

/** A link that somebody asked for before would set the password once more. */
const REVOKE_LINKS = `
  UPDATE one_time_links SET revoked_at = now()
  WHERE purpose = 'password_reset' AND email = $1 AND used_at IS NULL AND revoked_at IS NULL`;

/** What every change of a password entails: its rules, the end of other sessions, the trail, and a letter to its owner. */
@Injectable()
export class SetPassword {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly mailbox: Mailbox,
    private readonly trail: AccountTrail,
  ) {}

  async run(tx: Tx, given: NewPassword): Promise<void> {
    const { person, password, locale } = given;
    refuseFields(passwordProblems(password, person, given.field));
    await this.accounts.setPassword(tx, person.userId, password);
    const ended = await this.sessions.endAll(tx, person.userId, given.exceptSessionId);
    await this.mailbox.post(tx, { kind: 'password_changed', recipient: person.email, locale, params: {} });
    const revokeLinks = (): Promise<unknown> => tx.query(REVOKE_LINKS, [person.email]);
    // Those that nobody but the person asked for belong to no workspace.
    await this.transactions.alsoServing(tx, NO_WORKSPACE, revokeLinks);
    await this.trail.record(
      tx,
      { userId: person.userId, name: person.name, requestId: given.requestId },
      { type: given.event, changes: { sessionsEnded: { from: null, to: ended } } },
      revokeLinks,
    );
  }
}
