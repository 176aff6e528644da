import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { isPassword, passwordHashOf } from '../identity/own-password.js';
import { REAUTHENTICATION_SECONDS } from '../identity/own-session.js';
import { PresenceThrottle } from './presence-throttle.js';
import { SecondFactors } from './second-factors.js';

/** What somebody who is signed in shows so that it is certain that it is still he. Exactly one. */
export interface GivenPresence {
  readonly password?: string | null;
  /** Of the authenticator application. */
  readonly code?: string | null;
  /** True: he signed in with his company again within the last minutes. */
  readonly reauthenticated?: boolean | null;
}

export interface Presence {
  readonly userId: string;
  readonly method: 'password' | 'code' | 'reauthentication';
  /** Of a code: the step of time that is used up with it. */
  readonly step?: number;
}

/** Asks somebody again who he is, before he does what only he may do. */
@Injectable()
export class ProvePresence {
  constructor(
    private readonly transactions: Transactions,
    private readonly factors: SecondFactors,
    private readonly throttle: PresenceThrottle,
    private readonly journal: Journal,
  ) {}

  /**
   * @param field where the proof stands in the body, for the refusal
   * @throws DomainError signature_not_possible (an API key), invalid_fields, presence_refused, too_many_attempts
   */
  async run(actor: Actor, given: GivenPresence, field: string): Promise<Presence> {
    if (!actor.sessionId || !actor.userId) throw new DomainError('signature_not_possible');
    refuseUnlessOne(given, field);
    await this.throttle.begin(actor.userId);
    const presence = given.reauthenticated
      ? await this.lookBack(actor.userId, actor.sessionId)
      : await this.look(actor.userId, given);
    if (!presence) return this.refuse(actor);
    await this.throttle.succeed(actor.userId);
    return presence;
  }

  /**
   * Inside the transaction of what the proof is for: only then a code is used up, so that an action that is refused for
   * another reason does not cost one.
   *
   * @throws DomainError presence_refused, when the code was used meanwhile
   */
  async useUp(tx: Tx, { userId, step }: Presence): Promise<void> {
    const isFresh = step === undefined || (await this.factors.useStep(tx, userId, step));
    if (!isFresh) throw new DomainError('presence_refused');
  }

  private async look(userId: string, { password, code }: GivenPresence): Promise<Presence | undefined> {
    if (code) {
      const step = await this.factors.stepOf(userId, code);
      return step === undefined ? undefined : { userId, method: 'code', step };
    }
    const hash = await passwordHashOf(this.transactions.reader, userId);
    const isRight = password && hash && (await isPassword(hash, password));
    return isRight ? { userId, method: 'password' } : undefined;
  }

  /** By the database's clock, as sessions are. */
  private async lookBack(userId: string, sessionId: string): Promise<Presence | undefined> {
    const rows = await this.transactions.reader.query<unknown[]>(
      `SELECT 1 FROM sessions WHERE id = $1 AND user_id = $2 AND authenticated_at > now() - make_interval(secs => $3)`,
      [sessionId, userId, REAUTHENTICATION_SECONDS],
    );
    return rows.length > 0 ? { userId, method: 'reauthentication' } : undefined;
  }

  /** The trail names attempts at somebody's signature (21 CFR 11.300(d)). */
  private async refuse(actor: Actor): Promise<never> {
    const subject = { type: 'member', id: actor.userId ?? '' };
    await this.transactions.run((tx) => this.journal.record(tx, actor, { type: 'signature.refused', subject }));
    throw new DomainError('presence_refused');
  }
}

const ONE_PROOF = {
  en: 'needs one of your password, a second-factor code and having just signed in with your company again',
  'zh-CN': '须且仅须提供其中一项:密码、双重验证码或刚刚重新进行的企业登录',
};

function refuseUnlessOne({ password, code, reauthenticated }: GivenPresence, field: string): void {
  const given = [password, code, reauthenticated].filter(Boolean);
  refuseFields(given.length === 1 ? [] : [{ field, code: 'one_proof', message: ONE_PROOF }]);
}
