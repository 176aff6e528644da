import { hashPassword } from 'better-auth/crypto';
import type { DataSource } from 'typeorm';

/** The password of everybody to whom a spec gives one. */
export const PASSWORD = 'correct horse battery';

// Hashed once: scrypt takes its time on purpose.
let hash: Promise<string> | undefined;

/** Gives a person a password, as accepting an invitation would. */
export async function givePassword(sql: DataSource, userId: string): Promise<void> {
  hash ??= hashPassword(PASSWORD);
  await sql.query(
    `INSERT INTO accounts (account_id, provider_id, user_id, password, updated_at)
     VALUES ($1::text, 'credential', $1::uuid, $2, now())`,
    [userId, await hash],
  );
}

/** A signature with the person's password. */
export function signed(meaning = 'approval'): { signature: { password: string; meaning: string } } {
  return { signature: { password: PASSWORD, meaning } };
}
