import type { ProviderShown } from '../queries/show-provider.query.js';

export class RoleOfGroupView {
  group!: string;
  role!: string;
}

export class ProviderView {
  /** Null until there is a provider. */
  issuer!: string | null;
  clientId!: string | null;
  scopes!: string[];
  domains!: string[];
  groupsClaim!: string | null;
  roles!: RoleOfGroupView[];
  /** What must be entered at the provider as the client's redirect URI. */
  redirectUri!: string;
  /** For If-Match; 0 until there is a provider. */
  version!: number;

  static of({ provider, redirectUri }: ProviderShown): ProviderView {
    return {
      issuer: provider?.issuer ?? null,
      clientId: provider?.clientId ?? null,
      scopes: provider?.scopes ?? [],
      domains: provider?.domains ?? [],
      groupsClaim: provider?.groupsClaim ?? null,
      roles: provider?.roles ?? [],
      redirectUri,
      version: provider?.version ?? 0,
    };
  }
}
