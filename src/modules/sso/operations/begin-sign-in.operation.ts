import { createHash, randomBytes } from 'node:crypto';

import { createAuthorizationURL } from '@better-auth/core/oauth2';
import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { SsoAttempt } from '../persistence/sso-attempt.entity.js';
import { SsoProvider } from '../persistence/sso-provider.entity.js';
import { redirectTo } from './callback-address.js';
import { Discovery } from './discovery.js';

/** How long somebody may take at the provider. */
export const ATTEMPT_MINUTES = 10;

export interface Begun {
  /** Where the browser goes. */
  readonly url: string;
  /** What the browser keeps and shows again, so that nobody else's sign-in is completed in it. */
  readonly state: string;
}

/** Sends somebody to the provider of a workspace: authorisation code with PKCE (RFC 7636), state and nonce. */
@Injectable()
export class BeginSignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly discovery: Discovery,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param reauthenticates whether the provider must ask again who he is
   * @throws DomainError sso_unavailable
   */
  async run(workspace: WorkspaceRef, reauthenticates: boolean): Promise<Begun> {
    const provider = await this.transactions.reader.findOneByOrFail(SsoProvider, { workspaceId: workspace.id });
    const places = await this.discovery.of(provider.issuer);
    const [state, nonce, codeVerifier] = [newSecret(), newSecret(), newSecret()];
    await this.transactions.run(async (tx) => {
      // Who never came back is forgotten here: attempts live for minutes.
      await tx.query(
        'DELETE FROM sso_attempts WHERE workspace_id = $1 AND begun_at < now() - make_interval(mins => $2)',
        [workspace.id, ATTEMPT_MINUTES],
      );
      await tx.insert(SsoAttempt, {
        stateHash: hashOfState(state),
        workspaceId: workspace.id,
        nonce,
        codeVerifier,
        reauthenticates,
        begunAt: () => 'now()',
      });
    });
    const url = await createAuthorizationURL({
      id: provider.id,
      options: { clientId: provider.clientId },
      authorizationEndpoint: places.authorization,
      redirectURI: redirectTo(this.config.publicUrl, workspace.slug),
      scopes: ['openid', ...provider.scopes.filter((scope) => scope !== 'openid')],
      state,
      nonce,
      codeVerifier,
      // The time of signing in is a claim only when a greatest age is asked for (OpenID Connect Core, 3.1.2.1).
      ...(reauthenticates ? { prompt: 'login', additionalParams: { max_age: '0' } } : {}),
    });
    return { url: url.toString(), state };
  }
}

export function hashOfState(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
