import { Injectable } from '@nestjs/common';

import type { Actor, Role, WorkspaceRef } from '../../../kernel/actor/index.js';
import { serving, Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import type { AccountWatch, SecondFactorChange } from '../identity/account-watch.js';
import { PresenceThrottle } from './presence-throttle.js';
import { SecondFactors } from './second-factors.js';

interface Row extends WorkspaceRef {
  readonly role: Role;
  readonly person: string;
}

/** Hears from the identity library what people do to their second factors there, and has it on the record. */
@Injectable()
export class WatchAccounts implements AccountWatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: PresenceThrottle,
    private readonly factors: SecondFactors,
    private readonly journal: Journal,
  ) {}

  beginProof(userId: string): Promise<boolean> {
    return this.throttle.mayTry(userId);
  }

  succeedProof(userId: string): Promise<void> {
    return this.throttle.succeed(userId);
  }

  /**
   * In the trail of each of the person's workspaces, after the library's own commit: it has a connection to itself. What
   * can be lost in between is the line, not the change.
   */
  async secondFactorChanged(userId: string, change: SecondFactorChange, requestId: string): Promise<void> {
    const workspaces = await this.transactions.reader.query<Row[]>(
      `SELECT w.id, w.slug, w.time_zone AS "timeZone", w.role, u.name AS person
       FROM users u, doors.workspaces_of(u.id) w WHERE u.id = $1`,
      [userId],
    );
    const event = { type: `member.second_factor_${change}`, subject: { type: 'member', id: userId } };
    for (const { role, person, ...workspace } of workspaces) {
      const actor: Actor = { userId, name: person, role, workspace, source: 'api', requestId, locale: 'en' };
      await serving(workspace.id, () => this.transactions.run((tx) => this.journal.record(tx, actor, event)));
    }
  }

  async useCode(userId: string, code: string): Promise<boolean> {
    const step = await this.factors.stepOf(userId, code);
    return step !== undefined && this.transactions.run((tx) => this.factors.useStep(tx, userId, step));
  }
}
