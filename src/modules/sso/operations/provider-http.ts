import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { AddressRefused, OutgoingHttp } from '../../../platform/outgoing/index.js';
import type { Claims } from '../domain/claims.js';

const LIMIT_MS = 5_000;
const MOST_BYTES = 512 * 1_024;
const FORM = 'application/x-www-form-urlencoded';

/** Talks to identity providers: JSON alone, over TLS, and to no address of our own network that is not allowed. */
@Injectable()
export class ProviderHttp implements OnApplicationShutdown {
  private readonly http: OutgoingHttp;
  private readonly allowed: ReadonlySet<string>;

  constructor(@Inject(CONFIG) { ssoAllowedHosts }: Config) {
    this.http = new OutgoingHttp(ssoAllowedHosts, LIMIT_MS);
    this.allowed = new Set(ssoAllowedHosts);
  }

  onApplicationShutdown(): Promise<void> {
    return this.http.close();
  }

  /** Whether the address may be called at all: without TLS only where the host is allowed by name. */
  mayCall(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname, host, username } = new URL(url);
    if (username !== '') return false;
    return protocol === 'https:' || (protocol === 'http:' && (this.allowed.has(host) || this.allowed.has(hostname)));
  }

  /** @throws DomainError sso_unavailable; AddressRefused for a host inside our network */
  async get(url: string, accessToken?: string): Promise<Claims> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (accessToken !== undefined) headers['authorization'] = `Bearer ${accessToken}`;
    const answer = await this.answered(url, () => this.http.get({ url, headers }, MOST_BYTES));
    if (answer.status !== 200) throw new DomainError('sso_unavailable');
    return objectIn(answer.text);
  }

  /** @returns the status beside the answer: a provider refuses a code with 400 */
  async post(url: string, form: URLSearchParams, headers: Record<string, string>): Promise<[number, Claims]> {
    const answer = await this.answered(url, () =>
      this.http.post(
        { url, headers: { accept: 'application/json', ...headers, 'content-type': FORM }, body: form.toString() },
        MOST_BYTES,
      ),
    );
    if (answer.status >= 500) throw new DomainError('sso_unavailable');
    return [answer.status, objectIn(answer.text)];
  }

  private async answered<Answer>(url: string, call: () => Promise<Answer>): Promise<Answer> {
    if (!this.mayCall(url)) throw new DomainError('sso_unavailable');
    try {
      return await call();
    } catch (error) {
      if (error instanceof AddressRefused) throw error;
      throw new DomainError('sso_unavailable');
    }
  }
}

function objectIn(text: string): Claims {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Claims;
  } catch {
    // Falls through: what is no JSON comes from no provider.
  }
  throw new DomainError('sso_unavailable');
}
