import type { Environment } from './environment.js';

/** By the short name of a workspace, what it proves to which provider who it is with. */
export type SsoClientSecrets = Readonly<Record<string, { readonly issuer: string; readonly clientSecret: string }>>;

const FORM =
  'SSO_CLIENT_SECRETS must be JSON like {"acme": {"issuer": "https://login.acme.example", "clientSecret": "…"}}';

/** Of every provider whose secret its operator keeps out of the database; what is wrong is never shown. */
export function readSsoClientSecrets(env: Environment, problems: string[]): SsoClientSecrets {
  const text = env['SSO_CLIENT_SECRETS'];
  if (!text) return {};
  const secrets = parsed(text);
  if (!secrets) problems.push(FORM);
  return secrets ?? {};
}

function parsed(text: string): SsoClientSecrets | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
    return Object.values(read).every(isSecret) ? (read as SsoClientSecrets) : undefined;
  } catch {
    return undefined;
  }
}

function isSecret(value: unknown): boolean {
  const { issuer, clientSecret } = (value ?? {}) as { issuer?: unknown; clientSecret?: unknown };
  return typeof issuer === 'string' && typeof clientSecret === 'string' && issuer !== '' && clientSecret !== '';
}
