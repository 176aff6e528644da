import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import type { AccountWatch, SecondFactorChange } from '../identity/account-watch.js';
import { AccountTrail } from './account-trail.js';
import { PresenceThrottle } from './presence-throttle.js';
import { SecondFactors } from './second-factors.js';

/** Hears from the identity library what people do to their second factors there, and has it on the record. */
@Injectable()
export class WatchAccounts implements AccountWatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: PresenceThrottle,
    private readonly factors: SecondFactors,
    private readonly trail: AccountTrail,
  ) {}

  beginProof(userId: string): Promise<boolean> {
    return this.throttle.mayTry(userId);
  }

  succeedProof(userId: string): Promise<void> {
    return this.throttle.succeed(userId);
  }

  /**
   * In the trails of all the person's workspaces or of none, after the library's own commit: it has a connection to
   * itself. What can be lost in between is the lines, not the change.
   */
  async secondFactorChanged(userId: string, change: SecondFactorChange, requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [person] = await tx.query<{ name: string }[]>('SELECT name FROM users WHERE id = $1', [userId]);
      if (!person) return;
      await this.trail.record(tx, { userId, name: person.name, requestId }, { type: `member.second_factor_${change}` });
    });
  }

  async useCode(userId: string, code: string): Promise<boolean> {
    const step = await this.factors.stepOf(userId, code);
    return step !== undefined && this.transactions.run((tx) => this.factors.useStep(tx, userId, step));
  }
}
