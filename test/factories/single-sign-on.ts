import { expect } from '@jest/globals';

import type { Config } from '../../src/config/index.js';
import {
  type Answer,
  type GivenSigner,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';
import { Browser } from './browser.js';
import { CLIENT, IdentityProvider, type KnownPerson } from './identity-provider.js';

export interface Refusal {
  code: string;
  detail: string;
  errors?: { field: string; code: string }[];
}

export const PUBLIC_URL = 'http://127.0.0.1:3000';
export const ROLES = [
  { group: 'quality', role: 'lead' },
  { group: 'staff', role: 'member' },
];

/** A company with an identity provider, and somebody at a browser: a new one of each for every test. */
export class SingleSignOn {
  workspace!: GivenWorkspace;
  admin!: GivenSigner;
  browser!: Browser;
  private serial = 0;

  private constructor(
    readonly idp: IdentityProvider,
    readonly product: SpecProduct,
  ) {}

  static async start(config: Partial<Config> = {}): Promise<SingleSignOn> {
    const slugs = Array.from({ length: 60 }, (_, serial) => `ws-${serial + 1}`);
    const idp = await IdentityProvider.start(slugs.map((slug) => `${PUBLIC_URL}/api/v1/sso/${slug}/callback`));
    return new SingleSignOn(idp, await startSpecProduct({ config: { ssoAllowedHosts: [idp.host], ...config } }));
  }

  async stop(): Promise<void> {
    await this.product.stop();
    await this.idp.stop();
  }

  async begin(): Promise<void> {
    this.workspace = await this.product.given.workspace();
    this.admin = await this.product.given.signer(this.workspace, 'admin');
    this.browser = new Browser(this.product.url);
    this.idp.codeSeconds = 60;
    expect((await this.configure({}, 0)).status).toBe(200);
  }

  readonly configure = (changes: Json, version: number, by = this.admin): Promise<Answer<Refusal & Json>> => {
    const settings = {
      issuer: this.idp.issuer, clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret,
      scopes: ['email', 'profile', 'groups'], domains: ['Example.test'], groupsClaim: 'groups', roles: ROLES,
    }; // prettier-ignore
    return by.http.put(`${this.workspace.path}/sso`, { ...settings, ...changes }, version);
  };

  /** Somebody whom the provider knows and who sits down now. */
  readonly knows = (more: Partial<KnownPerson> = {}, subject = `subject-${(this.serial += 1)}`): KnownPerson => {
    const person = {
      email: `${subject}@example.test`, email_verified: true, name: `Person ${this.serial}`, groups: ['staff'], ...more,
    }; // prettier-ignore
    this.idp.people.set(subject, person);
    this.idp.whoSignsIn = subject;
    return person;
  };

  /** To the provider and through its pages, redirect by redirect. @returns the way back, not yet taken */
  readonly throughProvider = async (by = this.browser, query = ''): Promise<string> => {
    const { issuer } = this.idp;
    const start = await by.get(`/api/v1/sso/${this.workspace.slug}/start${query}`);
    expect(start.status).toBe(302);
    const there = new Browser(issuer);
    let url = new URL(start.headers.get('location') ?? '');
    while (url.origin === issuer) {
      const answer = await there.get(url.pathname + url.search);
      url = new URL(answer.headers.get('location') ?? 'about:blank', issuer);
    }
    expect(url.origin).toBe(PUBLIC_URL);
    return url.pathname + url.search;
  };

  readonly back = (path: string, by = this.browser): Promise<Answer<Refusal>> => by.get<Refusal>(path);

  readonly signIn = async (by = this.browser, query = ''): Promise<Answer<Refusal>> =>
    this.back(await this.throughProvider(by, query), by);

  readonly me = (by = this.browser) =>
    by.get<{ email: string; workspaces: { slug: string; role: string }[] }>('/api/v1/me');

  readonly trail = async (): Promise<string[]> => {
    const rows = await this.product.sql.query<{ action: string }[]>(
      "SELECT action FROM audit_events WHERE workspace_id = $1 AND action ~ '^(member|sso)' ORDER BY id",
      [this.workspace.id],
    );
    return rows.map(({ action }) => action);
  };
}
