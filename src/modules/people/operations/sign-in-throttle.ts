import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import { LOCKED_AT } from '../domain/attempt-limits.js';
import type { OpenGate, SignInGate } from '../identity/sign-in-gate.js';
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
      succeeded: async () => {
        await this.attempts.succeed('account', email);
        await this.attempts.succeed('network', network);
      },
      failed: async (requestId) => {
        if (failures >= LOCKED_AT) await this.tellOwner(email, failures, requestId);
      },
    };
  }

  async enterWithCode(network: string): Promise<OpenGate> {
    await this.attempts.begin('codeByNetwork', network);
    return { succeeded: () => this.attempts.succeed('codeByNetwork', network), failed: async () => undefined };
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
