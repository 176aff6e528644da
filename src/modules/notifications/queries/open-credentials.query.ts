import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';

// Both are asked of whoever calls; here of many at once, that called long ago.
const OPEN = `
  SELECT id::text FROM sessions WHERE id = ANY($1::uuid[]) AND expires_at > now()
  UNION ALL
  SELECT id::text FROM api_keys WHERE id = ANY($2::uuid[]) AND enabled AND (expires_at IS NULL OR expires_at > now())`;

export interface Credential {
  readonly sessionId: string | null;
  readonly keyId: string | null;
}

/** Which sessions and API keys still open anything. */
@Injectable()
export class OpenCredentials {
  constructor(private readonly transactions: Transactions) {}

  /** @returns ids of sessions and keys, of those asked about */
  async among(credentials: readonly Credential[]): Promise<ReadonlySet<string>> {
    const sessions = credentials.flatMap(({ sessionId }) => sessionId ?? []);
    const keys = credentials.flatMap(({ keyId }) => keyId ?? []);
    const rows = await this.transactions.reader.query<{ id: string }[]>(OPEN, [sessions, keys]);
    return new Set(rows.map(({ id }) => id));
  }
}
