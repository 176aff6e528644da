import { Injectable } from '@nestjs/common';
import { hashPassword, verifyPassword } from 'better-auth/crypto';

import { DomainError } from '../../../kernel/errors/index.js';
import { newId, type Tx, violatesUnique } from '../../../platform/database/index.js';
import { emailSkeleton } from '../domain/email-letters.js';

/** Before the name of a way in that is closed for a time. */
const SUSPENDED = 'suspended:';

export interface NewPerson {
  /** As `readEmail` answers it. */
  readonly email: string;
  readonly name: string;
}

export interface NewAccount extends NewPerson {
  readonly password: string;
}

/** What an account breaks for whose address there is one already, the same or one that looks like it. */
const TAKEN = ['users_email_key', 'users_email_skeleton_key'];
const ACCOUNT = { en: 'account', 'zh-CN': '账户' };

/** What stands in the place of a name and, behind the person's id, of an address that were erased. */
export const ERASED_NAME = 'erased';
export const ERASED_EMAIL_END = '@erased.invalid';

/**
 * Writes accounts into Better Auth's tables in our own transaction: the account, its membership and the used-up link
 * must appear together, which its API, on a connection of its own, cannot promise.
 */
@Injectable()
export class AccountsRepository {
  /** @returns the new person's id */
  async create(tx: Tx, { password, ...person }: NewAccount): Promise<string> {
    const userId = await this.createPerson(tx, person);
    await tx.query(
      `INSERT INTO accounts (account_id, provider_id, user_id, password, updated_at)
       VALUES ($1::text, 'credential', $1::uuid, $2, now())`,
      [userId, await hashPassword(password)],
    );
    return userId;
  }

  /**
   * A person without a way in.
   *
   * @returns the new id
   * @throws DomainError already_exists
   */
  async createPerson(tx: Tx, { email, name }: NewPerson): Promise<string> {
    const userId = newId();
    try {
      await tx.query(
        'INSERT INTO users (id, name, email, email_skeleton, email_verified) VALUES ($1, $2, $3, $4, true)',
        [userId, name, email, emailSkeleton(email)],
      );
    } catch (error) {
      // Somebody else opened it in this very moment.
      if (!TAKEN.some((constraint) => violatesUnique(error, constraint))) throw error;
      throw new DomainError('already_exists', { what: ACCOUNT });
    }
    return userId;
  }

  /** Whether another address that has an account looks just like this one. */
  async hasLookAlike(tx: Tx, email: string): Promise<boolean> {
    const found = await tx.query<unknown[]>('SELECT 1 FROM users WHERE email_skeleton = $1 AND email <> $2', [
      emailSkeleton(email),
      email,
    ]);
    return found.length > 0;
  }

  async findByEmail(tx: Tx, email: string): Promise<{ id: string; name: string } | undefined> {
    const rows = await tx.query<{ id: string; name: string }[]>('SELECT id, name FROM users WHERE email = $1', [email]);
    return rows[0];
  }

  /** Somebody who signs in with a password of ours, and not only with another house's account. */
  async findWithPassword(tx: Tx, email: string): Promise<{ id: string; name: string } | undefined> {
    const rows = await tx.query<{ id: string; name: string }[]>(
      `SELECT u.id, u.name FROM users u
       JOIN accounts a ON a.user_id = u.id AND a.provider_id = 'credential' AND a.password IS NOT NULL
       WHERE u.email = $1`,
      [email],
    );
    return rows[0];
  }

  /** Null for somebody who is no member of the workspace. */
  async emailOfMember(tx: Tx, workspaceId: string, userId: string): Promise<string | null> {
    const rows = await tx.query<{ email: string }[]>(
      'SELECT u.email FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1 AND m.user_id = $2',
      [workspaceId, userId],
    );
    return rows[0]?.email ?? null;
  }

  async hasPassword(tx: Tx, userId: string, password: string): Promise<boolean> {
    const rows = await tx.query<{ password: string | null }[]>(
      `SELECT password FROM accounts WHERE user_id = $1 AND provider_id = 'credential'`,
      [userId],
    );
    const hash = rows[0]?.password;
    return hash != null && (await verifyPassword({ hash, password }));
  }

  async setPassword(tx: Tx, userId: string, password: string): Promise<void> {
    await tx.query(
      `UPDATE accounts SET password = $2, updated_at = now() WHERE user_id = $1 AND provider_id = 'credential'`,
      [userId, await hashPassword(password)],
    );
  }

  /** Takes from an account all that is personal and every way to use it; its id stays, for what points to it. */
  async erase(tx: Tx, userId: string, email: string): Promise<void> {
    await tx.query('DELETE FROM sessions WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM accounts WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM api_keys WHERE reference_id = $1', [userId]);
    await tx.query('DELETE FROM verifications WHERE strpos(lower(identifier), $1) > 0', [email]);
    await tx.query(
      `UPDATE users SET name = $2, email = $1::text || $3::text, email_skeleton = NULL, image = NULL, updated_at = now()
       WHERE id = $1::uuid`,
      [userId, ERASED_NAME, ERASED_EMAIL_END],
    );
  }

  /** Ends every way in for somebody who is left in no workspace; nothing happens to who belongs to another. */
  async suspendUnlessMember(tx: Tx, userId: string): Promise<void> {
    const left = await tx.query<unknown[]>('SELECT 1 FROM doors.workspaces_of($1)', [userId]);
    if (left.length > 0) return;
    await tx.query('DELETE FROM sessions WHERE user_id = $1', [userId]);
    await tx.query('UPDATE api_keys SET enabled = false WHERE reference_id = $1::text', [userId]);
    // Put aside and not deleted: who comes back has the password that he had.
    await tx.query(
      `UPDATE accounts SET provider_id = $2 || provider_id WHERE user_id = $1 AND provider_id NOT LIKE $2 || '%'`,
      [userId, SUSPENDED],
    );
  }

  /** Lets somebody sign in again; keys stay off, since nobody knows where they lay meanwhile. */
  async resume(tx: Tx, userId: string): Promise<void> {
    await tx.query(
      `UPDATE accounts SET provider_id = substr(provider_id, length($2) + 1)
       WHERE user_id = $1 AND provider_id LIKE $2 || '%'`,
      [userId, SUSPENDED],
    );
  }
}
