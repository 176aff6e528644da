import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { hashToken, newToken } from '../domain/one-time-token.js';
import { OneTimeLink } from '../persistence/one-time-link.entity.js';

const VALID_HOURS = 24;

/** While nobody has an account, every start offers one link that makes the first admin; older ones stop working. */
@Injectable()
export class OfferFirstAdmin {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the link's token, or null when somebody has an account already */
  async run(): Promise<string | null> {
    return this.transactions.run(async (tx) => {
      const users = await tx.query<unknown[]>('SELECT 1 FROM users LIMIT 1');
      if (users.length > 0) return null;
      await tx.delete(OneTimeLink, { purpose: 'first_admin' });
      const token = newToken();
      const expiresAt = new Date(this.clock.now().getTime() + VALID_HOURS * 3_600_000);
      await tx.insert(OneTimeLink, { id: newId(), tokenHash: hashToken(token), purpose: 'first_admin', expiresAt });
      return token;
    });
  }

  /** The address a person opens. */
  linkFor(token: string, publicUrl = this.config.publicUrl): string {
    return `${publicUrl}/setup?token=${token}`;
  }
}
