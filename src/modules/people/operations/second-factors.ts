import { Inject, Injectable } from '@nestjs/common';
import { symmetricDecrypt } from 'better-auth/crypto';

import { CONFIG, type Config } from '../../../config/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { stepOfCode } from '../domain/code-step.js';

/**
 * People's second factors in the library's table, beside the library: whether a code is right, and that it counts once.
 * By the machine's own clock, as the library does it.
 */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns the step of time whose code it is; undefined for a wrong code, and for somebody without a factor */
  async stepOf(userId: string, code: string): Promise<number | undefined> {
    const rows = await this.transactions.reader.query<{ secret: string }[]>(
      'SELECT secret FROM two_factors WHERE user_id = $1 AND verified',
      [userId],
    );
    const kept = rows[0]?.secret;
    if (kept === undefined) return undefined;
    const secret = await symmetricDecrypt({ key: this.config.secret, data: kept });
    return stepOfCode(Buffer.from(secret), code, new Date());
  }

  /**
   * Uses the code of a step up, and with it all earlier ones.
   *
   * @returns false when it, or a later one, was used before: of two at once one is refused
   */
  async useStep(tx: Tx, userId: string, step: number): Promise<boolean> {
    const [, used] = await tx.query<[unknown, number]>(
      'UPDATE two_factors SET last_used_step = $2 WHERE user_id = $1 AND coalesce(last_used_step, -1) < $2',
      [userId, step],
    );
    return used > 0;
  }

  /** Takes somebody's factor away; signing in asks for the password alone until he enrols again. */
  async remove(tx: Tx, userId: string): Promise<boolean> {
    const [, removed] = await tx.query<[unknown, number]>('DELETE FROM two_factors WHERE user_id = $1', [userId]);
    await tx.query('UPDATE users SET two_factor_enabled = false WHERE id = $1', [userId]);
    return removed > 0;
  }
}
