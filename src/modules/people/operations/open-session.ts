import { randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { sessionCookie } from '../identity/own-session.js';
import { SESSION_SECONDS } from '../identity/session-times.js';
import { AccountTrail } from './account-trail.js';

export interface NewSession {
  readonly userId: string;
  /** The workspace whose provider opens it, and which alone it opens. */
  readonly workspace: WorkspaceRef;
  /** When the person showed the provider who he is, in seconds since 1970; undefined when it does not say. */
  readonly authenticatedAt: number | undefined;
  readonly ipAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
}

/** Opens a session for somebody who showed another house who he is. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly trail: AccountTrail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns the value of a `Set-Cookie` */
  async run(tx: Tx, session: NewSession): Promise<string> {
    const token = randomBytes(24).toString('base64url');
    // The provider's clock may run ahead of ours; nobody has shown anything in the future.
    await tx.query(
      `INSERT INTO sessions (token, user_id, bound_to, authenticated_at, ip_address, user_agent, expires_at, updated_at)
       VALUES ($1, $2, $3, least(to_timestamp($4), now()), $5, $6, now() + make_interval(secs => $7), now())`,
      [
        token,
        session.userId,
        session.workspace.id,
        session.authenticatedAt ?? null,
        session.ipAddress,
        session.userAgent.slice(0, 500),
        SESSION_SECONDS,
      ],
    );
    await this.record(tx, session);
    return sessionCookie(token, this.config.secret, this.config.publicUrl.startsWith('https:'));
  }

  /** In the trails of all his workspaces, as every sign-in, though the session opens one alone. */
  private async record(tx: Tx, { userId, requestId }: NewSession): Promise<void> {
    const [person] = await tx.query<{ name: string }[]>('SELECT name FROM users WHERE id = $1', [userId]);
    const changes = { by: { from: null, to: 'single_sign_on' } };
    await this.trail.record(tx, { userId, name: person?.name ?? '', requestId }, { type: 'member.signed_in', changes });
  }
}
