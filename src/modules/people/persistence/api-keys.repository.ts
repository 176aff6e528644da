import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { Tx } from '../../../platform/database/index.js';
import type { Scope } from '../domain/key-scopes.js';

export interface NewKey {
  readonly userId: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly start: string | null;
  /** Null: an old key, which may do whatever its owner may. */
  readonly scopes: Scope[] | null;
  readonly ownerId: string;
  readonly ownerName: string;
  /** Null: an old key, which works in every workspace of its owner. */
  readonly workspaceId: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
}

const SHOWN = `
  SELECT k.id, coalesce(k.name, '') AS name, k.start, k.scopes, u.id AS "ownerId", u.name AS "ownerName",
         k.only_workspace_id AS "workspaceId", k.created_at AS "createdAt", k.last_request AS "lastUsedAt",
         k.expires_at AS "expiresAt"
  FROM api_keys k JOIN users u ON u.id = k.reference_id::uuid WHERE k.enabled AND k.revoked_at IS NULL`;

const START_LENGTH = 10;

/** API keys, of which nothing is kept but a digest: a key is 256 random bits, so a plain one is enough. */
@Injectable()
export class ApiKeysRepository {
  /** @returns the key, for the one time that anybody sees it */
  async create(tx: Tx, { userId, workspaceId, name, scopes, expiresAt }: NewKey): Promise<{ id: string; key: string }> {
    const key = `shw_${randomBytes(32).toString('base64url')}`;
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO api_keys (config_id, name, start, prefix, reference_id, key, enabled, scopes, only_workspace_id,
                             expires_at, created_at, updated_at)
       VALUES ('default', $1, $2, 'shw_', $3, $4, true, $5, $6, $7, now(), now()) RETURNING id`,
      [name, key.slice(0, START_LENGTH), userId, digest(key), [...scopes], workspaceId, expiresAt],
    );
    return { id: row?.id ?? '', key };
  }

  async ofPerson(tx: Tx, userId: string): Promise<KeyRow[]> {
    return tx.query<KeyRow[]>(`${SHOWN} AND k.reference_id = $1 ORDER BY k.created_at, k.id`, [userId]);
  }

  /** Every key that opens the workspace: those made for it, and old ones of its members. */
  async ofWorkspace(tx: Tx, workspaceId: string): Promise<KeyRow[]> {
    return tx.query<KeyRow[]>(
      `${SHOWN} AND (k.only_workspace_id = $1 OR k.only_workspace_id IS NULL)
         AND EXISTS (SELECT FROM memberships m WHERE m.workspace_id = $1 AND m.user_id = u.id)
       ORDER BY k.created_at, k.id`,
      [workspaceId],
    );
  }

  /** @returns whether it was still in force */
  async revoke(tx: Tx, id: string): Promise<boolean> {
    const [, revoked] = await tx.query<[unknown, number]>(
      `UPDATE api_keys SET enabled = false, revoked_at = now(), updated_at = now()
       WHERE id = $1 AND enabled AND revoked_at IS NULL`,
      [id],
    );
    return revoked > 0;
  }
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
