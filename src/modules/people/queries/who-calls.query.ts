import { Injectable } from '@nestjs/common';

import type { Role } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import type { Credentials } from '../identity/credentials.js';

export interface Caller {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Null for an API key. */
  readonly sessionId: string | null;
  /** Null for an API key. */
  readonly sessionUpdatedAt: Date | null;
  readonly workspaceId: string | null;
  readonly workspaceSlug: string | null;
  readonly timeZone: string | null;
  /** Null when the caller is no member of that workspace, or it does not exist. */
  readonly role: Role | null;
}

const BY = {
  session: `sessions c JOIN users u ON u.id = c.user_id WHERE_CREDENTIAL c.token = $1 AND c.expires_at > now()`,
  key: `api_keys c JOIN users u ON u.id = c.reference_id::uuid
        WHERE_CREDENTIAL c.key = $1 AND c.enabled AND (c.expires_at IS NULL OR c.expires_at > now())`,
};

function statement(kind: keyof typeof BY): string {
  const from = BY[kind].replace(
    'WHERE_CREDENTIAL',
    `LEFT JOIN workspaces w ON w.slug = $2
     LEFT JOIN memberships m ON m.workspace_id = w.id AND m.user_id = u.id WHERE`,
  );
  const [id, updatedAt] = kind === 'session' ? ['c.id', 'c.updated_at'] : ['NULL', 'NULL'];
  return `SELECT u.id AS "userId", u.name, u.email, ${id} AS "sessionId", ${updatedAt} AS "sessionUpdatedAt", w.id AS "workspaceId",
                 w.slug AS "workspaceSlug", w.time_zone AS "timeZone", m.role
          FROM ${from}`;
}

const STATEMENTS = { session: statement('session'), key: statement('key') };

/**
 * Who calls and what he is in the workspace of the address: one statement a request, so a revoked session or key, or a
 * changed role, counts at once (docs/decisions/0003).
 */
@Injectable()
export class WhoCalls {
  constructor(private readonly transactions: Transactions) {}

  async run(credentials: Credentials, slug: string | null): Promise<Caller | undefined> {
    const value = credentials.kind === 'session' ? credentials.token : credentials.hash;
    const rows = await this.transactions.reader.query<Caller[]>(STATEMENTS[credentials.kind], [value, slug]);
    return rows[0];
  }
}
