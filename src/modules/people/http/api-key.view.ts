import type { KeyMade } from '../operations/api-keys.operation.js';
import type { KeyRow } from '../persistence/api-keys.repository.js';

export class ApiKeyMadeView {
  id!: string;
  /** Shown this once. */
  key!: string | null;
  expiresAt!: string | null;

  static of({ id, key, expiresAt }: KeyMade): ApiKeyMadeView {
    return { id, key, expiresAt: expiresAt?.toISOString() ?? null };
  }
}

export class ApiKeyView {
  id!: string;
  name!: string;
  /** How it begins, to tell keys apart. */
  start!: string | null;
  /** Null for an old key. `all`: whatever its owner may, but what is for people. */
  scopes!: string[] | null;
  /** Whether it is an old key without scopes, which may do whatever its owner may: make another and revoke it. */
  outdated!: boolean;
  ownerId!: string;
  ownerName!: string;
  /** Null for an old key, which works in every workspace of its owner. */
  workspaceId!: string | null;
  createdAt!: string;
  /** To the minute. */
  lastUsedAt!: string | null;
  expiresAt!: string | null;

  static of({ createdAt, lastUsedAt, expiresAt, ...key }: KeyRow): ApiKeyView {
    return {
      ...key,
      outdated: key.scopes === null,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      expiresAt: expiresAt?.toISOString() ?? null,
    };
  }
}
