import { verifyPassword } from 'better-auth/crypto';

import type { Tx } from '../../../platform/database/index.js';

/** The hash that Better Auth keeps of somebody's password; undefined for somebody who signs in elsewhere alone. */
export async function passwordHashOf(tx: Tx, userId: string): Promise<string | undefined> {
  const rows = await tx.query<{ password: string | null }[]>(
    "SELECT password FROM accounts WHERE user_id = $1 AND provider_id = 'credential'",
    [userId],
  );
  return rows[0]?.password ?? undefined;
}

/** Compares as Better Auth does (scrypt); some 50 ms of a processor, off the event loop. */
export async function isPassword(hash: string, password: string): Promise<boolean> {
  return verifyPassword({ hash, password });
}
