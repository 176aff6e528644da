import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import { LOCKED_AT } from '../domain/attempt-limits.js';
import type { OpenedSession, OpenGate, SignInGate } from '../identity/sign-in-gate.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { AccountTrail } from './account-trail.js';
import { Attempts } from './attempts.js';

/**
 * Slows guessing at sign-in, by account and by address. An address that nobody has is counted, refused and written a
 * letter (which is dropped when it is about to be sent) just like one that somebody has.
 */
@Injectable()
export class SignInThrottle implements SignInGate {
  constructor(
    private readonly transactions: Transactions,
    private readonly attempts: Attempts,
    private readonly accounts: AccountsRepository,
    private readonly mailbox: Mailbox,
    private readonly trail: AccountTrail,
  ) {}

  async enter(email: string, network: string): Promise<OpenGate> {
    await this.attempts.begin('network', network);
    const failures = await this.attempts.begin('account', email);
    return {
      succeeded: async (opened) => {
        await this.attempts.succeed('account', email);
        await this.attempts.succeed('network', network);
        if (opened) await this.recordSignIn(opened);
      },
      failed: async (requestId) => {
        if (failures >= LOCKED_AT) await this.tellOwner(email, failures, requestId);
      },
    };
  }

  async enterWithCode(network: string): Promise<OpenGate> {
    await this.attempts.begin('codeByNetwork', network);
    return {
      succeeded: async (opened) => {
        await this.attempts.succeed('codeByNetwork', network);
        if (opened) await this.recordSignIn(opened);
      },
      failed: async () => undefined,
    };
  }

  /**
   * The library has committed the session, but nobody has its token before this is on the record: a process that dies in
   * between leaves a session that no one can use, and a trail that cannot be written lets no one in.
   */
  private async recordSignIn({ token, by, requestId }: OpenedSession): Promise<void> {
    try {
      await this.transactions.run(async (tx) => {
        const [person] = await tx.query<{ userId: string; name: string }[]>(
          'SELECT u.id AS "userId", u.name FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token = $1',
          [token],
        );
        const changes = { by: { from: null, to: by } };
        if (person) await this.trail.record(tx, { ...person, requestId }, { type: 'member.signed_in', changes });
      });
    } catch (error) {
      await this.transactions.reader.query('DELETE FROM sessions WHERE token = $1', [token]);
      throw error;
    }
  }

  private async tellOwner(email: string, failures: number, requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.mailbox.post(tx, { kind: 'locked_out', recipient: email, locale: null, params: { failures } });
      const person = await this.accounts.findWithPassword(tx, email);
      if (!person) return;
      await this.trail.record(
        tx,
        { userId: person.id, name: person.name, requestId },
        { type: 'member.locked_out', changes: { failures: { from: null, to: failures } }, by: 'system' },
      );
    });
  }
}
