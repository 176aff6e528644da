import { authorizationCodeRequest } from '@better-auth/core/oauth2';
import { Injectable } from '@nestjs/common';
import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Claims } from '../domain/claims.js';
import type { SsoAttempt } from '../persistence/sso-attempt.entity.js';
import type { SsoProvider } from '../persistence/sso-provider.entity.js';
import { ClientSecrets } from './client-secrets.js';
import { Discovery, type ProviderPlaces } from './discovery.js';
import { ProviderHttp } from './provider-http.js';

/** Signed with a key of the provider's; never `none`, and never a secret that both sides know. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 60;

/** Exchanges the code that somebody came back with for what the provider says of him. */
@Injectable()
export class ExchangeCode {
  constructor(
    private readonly discovery: Discovery,
    private readonly http: ProviderHttp,
    private readonly secrets: ClientSecrets,
  ) {}

  /** @throws DomainError sso_failed (code or token refused), sso_unavailable */
  async run(
    workspace: WorkspaceRef,
    provider: SsoProvider,
    attempt: SsoAttempt,
    code: string,
    redirectURI: string,
  ): Promise<{ token: Claims; userInfo: Claims }> {
    const places = await this.discovery.of(provider.issuer);
    const { body, headers } = await authorizationCodeRequest({
      code,
      codeVerifier: attempt.codeVerifier,
      redirectURI,
      options: { clientId: provider.clientId, clientSecret: this.secrets.of(workspace, provider) },
      authentication: places.takesBasic ? 'basic' : 'post',
    });
    const [status, answer] = await this.http.post(places.token, body, headers);
    const { id_token: idToken, access_token: accessToken } = answer;
    if (status !== 200 || typeof idToken !== 'string') throw new DomainError('sso_failed');
    const token = await this.verified(idToken, provider, places, attempt.nonce);
    return { token, userInfo: await this.userInfo(places, accessToken, token) };
  }

  /** OpenID Connect Core, 3.1.3.7. */
  private async verified(
    idToken: string,
    { issuer, clientId }: SsoProvider,
    places: ProviderPlaces,
    nonce: string,
  ): Promise<JWTPayload> {
    const keys = createLocalJWKSet(await this.discovery.keys(places));
    const options = { issuer, audience: clientId, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE_SECONDS };
    try {
      const { payload } = await jwtVerify(idToken, keys, { ...options, requiredClaims: ['sub', 'exp', 'iat'] });
      const isForUs = payload['azp'] === undefined || payload['azp'] === clientId;
      if (payload['nonce'] === nonce && isForUs) return payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
    throw new DomainError('sso_failed');
  }

  /** Of the same person alone (5.3.2): what it says of another is nothing. */
  private async userInfo(places: ProviderPlaces, accessToken: unknown, token: JWTPayload): Promise<Claims> {
    if (places.userInfo === undefined || typeof accessToken !== 'string') return {};
    const claims = await this.http.get(places.userInfo, accessToken);
    return claims['sub'] === token.sub ? claims : {};
  }
}
