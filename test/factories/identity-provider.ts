import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import Provider, { type Configuration } from 'oidc-provider';

/** Somebody whom the provider knows, by his subject. */
export interface KnownPerson {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
  readonly groups: readonly string[];
}

export const CLIENT = { client_id: 'shewhart', client_secret: 'known to both sides alone' };

/** A real OpenID Connect provider on loopback, whose people need no password: who signs in next is said by the spec. */
export class IdentityProvider {
  readonly people = new Map<string, KnownPerson>();
  /** Who is at the keyboard. */
  whoSignsIn = '';
  /** How long a code counts. */
  codeSeconds = 60;

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
    private readonly provider: Provider,
  ) {}

  static async start(redirectUris: string[]): Promise<IdentityProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(
      issuer,
      configuration(redirectUris, () => world),
    );
    const world: IdentityProvider = new IdentityProvider(issuer, server, provider);
    const callback = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/')) void world.interact(request, response);
      else void callback(request, response);
    });
    return world;
  }

  get host(): string {
    return new URL(this.issuer).host;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** What its pages would ask: who are you, and may this client know it? */
  private async interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, session, params } = await this.provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      const login = { accountId: this.whoSignsIn };
      return this.provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    }
    const grant = new this.provider.Grant({ accountId: session?.accountId, clientId: String(params['client_id']) });
    grant.addOIDCScope('openid email profile groups');
    const consent = { grantId: await grant.save() };
    return this.provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
  }
}

function configuration(redirectUris: string[], world: () => IdentityProvider): Configuration {
  return {
    clients: [
      { ...CLIENT, redirect_uris: redirectUris, response_types: ['code'], grant_types: ['authorization_code'] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['for specs alone'] },
    ttl: {
      AuthorizationCode: () => world().codeSeconds,
      AccessToken: 60,
      IdToken: 60,
      Interaction: 60,
      Session: 600,
      Grant: 600,
    },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => Promise.resolve({ sub: accountId, ...world().people.get(accountId) }),
    }),
  };
}
