import { Injectable } from '@nestjs/common';

import type { Role } from '../../../kernel/actor/index.js';
import { NO_WORKSPACE, serving, Transactions } from '../../../platform/database/index.js';
import type { Scope } from '../domain/key-scopes.js';
import type { Credentials } from '../identity/credentials.js';

export interface Caller {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Null for an API key. */
  readonly sessionId: string | null;
  /** Null for a session. */
  readonly keyId: string | null;
  /** What a key is for; null for a session, and for an old key, which may do whatever its owner may. */
  readonly scopes: Scope[] | null;
  /** Whether it is a minute or more since it was last written down that this session or key is in use. */
  readonly isUnseen: boolean;
  /** Null for an API key. */
  readonly sessionUpdatedAt: Date | null;
  readonly workspaceId: string | null;
  readonly workspaceSlug: string | null;
  readonly timeZone: string | null;
  /** Null, as the three before it, when the caller is no member of that workspace or it does not exist. */
  readonly role: Role | null;
  /** Whether he has no second factor where one is required: in that workspace, or in any of his when none is named. */
  readonly lacksSecondFactor: boolean;
  /** Whether the session opens one workspace alone, though he belongs to others too. */
  readonly isConfined: boolean;
}

const BY = {
  session: `sessions c JOIN users u ON u.id = c.user_id WHERE_CREDENTIAL c.token = $1 AND c.expires_at > now()`,
  key: `api_keys c JOIN users u ON u.id = c.reference_id::uuid
        WHERE_CREDENTIAL c.key = $1 AND c.enabled AND (c.expires_at IS NULL OR c.expires_at > now())`,
};

/** A key made for one workspace, and a session that one's provider opened, meet every other as strangers. */
const ONLY_ITS_OWN = {
  session: 'AND (c.bound_to IS NULL OR c.bound_to = w.id::text)',
  key: 'AND (c.only_workspace_id IS NULL OR c.only_workspace_id = w.id)',
};

const COLUMNS = {
  session: `c.id AS "sessionId", c.updated_at AS "sessionUpdatedAt", NULL AS "keyId", NULL::text[] AS scopes,
            coalesce(c.last_seen_at, c.created_at) < now() - interval '1 minute' AS "isUnseen"`,
  key: `NULL AS "sessionId", NULL AS "sessionUpdatedAt", c.id AS "keyId", c.scopes,
        coalesce(c.last_request, '-infinity') < now() - interval '1 minute' AS "isUnseen"`,
};

/** Whether the person belongs to others too. */
const CONFINED = {
  session: 'c.bound_to IS NOT NULL AND doors.belongs_elsewhere(u.id, c.bound_to::uuid)',
  key: 'false',
};

function statement(kind: keyof typeof BY): string {
  const from = BY[kind].replace(
    'WHERE_CREDENTIAL',
    `LEFT JOIN LATERAL doors.workspaces_of(u.id, $2) w ON w.slug = $2 ${ONLY_ITS_OWN[kind]} WHERE`,
  );
  return `SELECT u.id AS "userId", u.name, u.email, ${COLUMNS[kind]}, w.id AS "workspaceId",
                 w.slug AS "workspaceSlug", w.time_zone AS "timeZone", w.role,
                 NOT coalesce(u.two_factor_enabled, false) AND second_factor_due(u.id, $2) AS "lacksSecondFactor",
                 ${CONFINED[kind]} AS "isConfined"
          FROM ${from}`;
}

const REMEMBERED = 1_000;

const STATEMENTS = { session: statement('session'), key: statement('key') };

/**
 * Who calls and what he is in the workspace of the address: one statement a request, so a revoked session or key, or a
 * changed role, counts at once (docs/decisions/0003).
 */
@Injectable()
export class WhoCalls {
  /**
   * Ids by slug, of workspaces asked for lately. The answer does not depend on it: it saves a connection from being told
   * to serve nobody for this one question and the same workspace again right after.
   */
  private readonly lately = new Map<string, string>();

  constructor(private readonly transactions: Transactions) {}

  async run(credentials: Credentials, slug: string | null): Promise<Caller | undefined> {
    const value = credentials.kind === 'session' ? credentials.token : credentials.hash;
    const statement = STATEMENTS[credentials.kind];
    const [caller] = await serving(this.lately.get(slug ?? '') ?? NO_WORKSPACE, () =>
      this.transactions.reader.query<Caller[]>(statement, [value, slug]),
    );
    if (caller?.workspaceId && slug !== null) this.remember(slug, caller.workspaceId);
    return caller;
  }

  /** Writes down that the session or key is in use, at most once a minute. */
  async see({ sessionId, keyId }: Pick<Caller, 'sessionId' | 'keyId'>): Promise<void> {
    const [sql, id] =
      keyId === null
        ? [`UPDATE sessions SET last_seen_at = now() WHERE id = $1`, sessionId]
        : ['UPDATE api_keys SET last_request = now() WHERE id = $1', keyId];
    await serving(NO_WORKSPACE, () => this.transactions.reader.query(sql, [id]));
  }

  private remember(slug: string, workspaceId: string): void {
    if (this.lately.size >= REMEMBERED) this.lately.clear();
    this.lately.set(slug, workspaceId);
  }
}
