import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { isPassword, passwordHashOf } from '../identity/own-password.js';
import { PresenceThrottle } from './presence-throttle.js';

/** What somebody who is signed in shows so that it is certain that it is still he. Exactly one. */
export interface GivenPresence {
  readonly password?: string | null;
}

export interface Presence {
  readonly userId: string;
  readonly method: 'password';
}

/** Asks somebody again who he is, before he does what only he may do. */
@Injectable()
export class ProvePresence {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: PresenceThrottle,
    private readonly journal: Journal,
  ) {}

  /**
   * @param field where the proof stands in the body, for the refusal
   * @throws DomainError signature_not_possible (an API key), invalid_fields, presence_refused, too_many_attempts
   */
  async run(actor: Actor, given: GivenPresence, field: string): Promise<Presence> {
    if (!actor.sessionId || !actor.userId) throw new DomainError('signature_not_possible');
    refuseUnlessGiven(given, field);
    await this.throttle.begin(actor.userId);
    const presence = await this.look(actor.userId, given);
    if (!presence) return this.refuse(actor);
    await this.throttle.succeed(actor.userId);
    return presence;
  }

  private async look(userId: string, { password }: GivenPresence): Promise<Presence | undefined> {
    const hash = await passwordHashOf(this.transactions.reader, userId);
    if (password && hash && (await isPassword(hash, password))) return { userId, method: 'password' };
    return undefined;
  }

  /** The trail names attempts at somebody's signature (21 CFR 11.300(d)). */
  private async refuse(actor: Actor): Promise<never> {
    const subject = { type: 'member', id: actor.userId ?? '' };
    await this.transactions.run((tx) => this.journal.record(tx, actor, { type: 'signature.refused', subject }));
    throw new DomainError('presence_refused');
  }
}

const PROOF_NEEDED = { en: 'needs your password', 'zh-CN': '须填写密码' };

function refuseUnlessGiven({ password }: GivenPresence, field: string): void {
  refuseFields(password ? [] : [{ field, code: 'proof_needed', message: PROOF_NEEDED }]);
}
