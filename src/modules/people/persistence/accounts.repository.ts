import { Injectable } from '@nestjs/common';
import { hashPassword } from 'better-auth/crypto';

import { newId, type Tx } from '../../../platform/database/index.js';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Writes accounts into Better Auth's tables in our own transaction: the account, its membership and the used-up link
 * must appear together, which its API, on a connection of its own, cannot promise.
 */
@Injectable()
export class AccountsRepository {
  /** @returns the new person's id */
  async create(tx: Tx, { email, name, password }: NewAccount): Promise<string> {
    const userId = newId();
    await tx.query('INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, true)', [
      userId,
      name,
      email.toLowerCase(),
    ]);
    await tx.query(
      `INSERT INTO accounts (account_id, provider_id, user_id, password, updated_at)
       VALUES ($1::text, 'credential', $1::uuid, $2, now())`,
      [userId, await hashPassword(password)],
    );
    return userId;
  }

  async findByEmail(tx: Tx, email: string): Promise<{ id: string; name: string } | undefined> {
    const rows = await tx.query<{ id: string; name: string }[]>('SELECT id, name FROM users WHERE email = $1', [
      email.toLowerCase(),
    ]);
    return rows[0];
  }
}
