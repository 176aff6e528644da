import type { Transactions, Tx } from '../../../platform/database/index.js';
import { hashToken } from '../domain/one-time-token.js';

/** Lets a transaction serve the workspace of a link, which comes from nobody known; a link of none changes nothing. */
export async function serveLink(transactions: Transactions, tx: Tx, token: string): Promise<void> {
  const [link] = await tx.query<{ workspace: string | null }[]>('SELECT doors.workspace_of_link($1) AS workspace', [
    hashToken(token),
  ]);
  if (link?.workspace) await transactions.serveFromHere(tx, link.workspace);
}
