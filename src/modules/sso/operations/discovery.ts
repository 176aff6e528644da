import { Injectable } from '@nestjs/common';
import type { JSONWebKeySet } from 'jose';

import { DomainError } from '../../../kernel/errors/index.js';
import type { Claims } from '../domain/claims.js';
import { ProviderHttp } from './provider-http.js';

/** Where a provider does what (OpenID Connect Discovery 1.0, section 3). */
export interface ProviderPlaces {
  readonly authorization: string;
  readonly token: string;
  readonly keys: string;
  readonly userInfo: string | undefined;
  /** Whether it takes the client secret in a header; else in the form. */
  readonly takesBasic: boolean;
}

const KEPT_MS = 10 * 60_000;

/** What providers say of themselves, remembered for ten minutes. */
@Injectable()
export class Discovery {
  private readonly places = new Map<string, { at: number; places: ProviderPlaces }>();

  constructor(private readonly http: ProviderHttp) {}

  /** @throws DomainError sso_unavailable; AddressRefused */
  async of(issuer: string): Promise<ProviderPlaces> {
    const kept = this.places.get(issuer);
    if (kept && Date.now() - kept.at < KEPT_MS) return kept.places;
    const document = await this.http.get(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const places = this.read(issuer, document);
    this.places.set(issuer, { at: Date.now(), places });
    return places;
  }

  /** The keys that its tokens are signed with, as they are now. */
  async keys({ keys }: ProviderPlaces): Promise<JSONWebKeySet> {
    const document = await this.http.get(keys);
    if (!Array.isArray(document['keys'])) throw new DomainError('sso_unavailable');
    return document as unknown as JSONWebKeySet;
  }

  private read(issuer: string, document: Claims): ProviderPlaces {
    // Section 4.3: another issuer than the one asked for is somebody else.
    if (document['issuer'] !== issuer) throw new DomainError('sso_unavailable');
    const methods = document['token_endpoint_auth_methods_supported'] ?? ['client_secret_basic'];
    const userInfo = document['userinfo_endpoint'];
    return {
      authorization: this.place(document['authorization_endpoint']),
      token: this.place(document['token_endpoint']),
      keys: this.place(document['jwks_uri']),
      userInfo: userInfo === undefined ? undefined : this.place(userInfo),
      takesBasic: Array.isArray(methods) && methods.includes('client_secret_basic'),
    };
  }

  private place(value: unknown): string {
    if (typeof value !== 'string' || !this.http.mayCall(value)) throw new DomainError('sso_unavailable');
    return value;
  }
}
