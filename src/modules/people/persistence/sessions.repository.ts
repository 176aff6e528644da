import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';

/** Sessions lie in Better Auth's table, which every request reads anew: one that is removed is over with the next call. */
@Injectable()
export class SessionsRepository {
  /** @returns whether the person had such a session */
  async end(tx: Tx, userId: string, id: string): Promise<boolean> {
    const [, ended] = await tx.query<[unknown, number]>('DELETE FROM sessions WHERE id = $2 AND user_id = $1', [
      userId,
      id,
    ]);
    return ended > 0;
  }

  /**
   * Ends all sessions of a person.
   *
   * @param exceptId the one that stays
   * @returns how many there were
   */
  async endAll(tx: Tx, userId: string, exceptId: string | null = null): Promise<number> {
    const [, ended] = await tx.query<[unknown, number]>(
      'DELETE FROM sessions WHERE user_id = $1 AND ($2::uuid IS NULL OR id <> $2)',
      [userId, exceptId],
    );
    return ended;
  }
}
