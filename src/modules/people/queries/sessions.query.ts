import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';

export interface SessionShown {
  readonly id: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** Where a person is signed in, the latest first. */
@Injectable()
export class Sessions {
  constructor(private readonly transactions: Transactions) {}

  async of(userId: string): Promise<SessionShown[]> {
    return this.transactions.reader.query<SessionShown[]>(
      `SELECT id, ip_address AS ip, user_agent AS "userAgent", created_at AS "createdAt",
              coalesce(last_seen_at, created_at) AS "lastSeenAt", expires_at AS "expiresAt"
       FROM sessions WHERE user_id = $1 AND expires_at > now() ORDER BY 5 DESC, id`,
      [userId],
    );
  }
}
