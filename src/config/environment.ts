import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What may stand in a file instead, as orchestrators hand secrets over: `SMTP_URL_FILE=/run/secrets/smtp`. */
const SECRETS = [
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'REDIS_URL',
  'SHEWHART_SECRET',
  'SMTP_URL',
  'SSO_CLIENT_SECRETS',
  'METRICS_TOKEN',
];

/** The environment with every secret that was given as a file in its place. */
export function withSecretFiles(env: Environment, problems: string[]): Environment {
  const read: Record<string, string> = {};
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`];
    if (!path) continue;
    if (env[name]) problems.push(`${name} and ${name}_FILE are both set: one of them is enough`);
    try {
      read[name] = readFileSync(path, 'utf8').trim();
      if (read[name] === '') problems.push(`${name}_FILE is empty`);
    } catch (error) {
      problems.push(`${name}_FILE cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  return { ...env, ...read };
}

export function readPort(env: Environment, problems: string[], name = 'PORT'): number {
  const text = env[name] || '3000';
  const port = Number(text);
  // 0 lets the system choose a free port; the line printed at start says which.
  if (!/^\d+$/.test(text) || port > 65_535) problems.push(`${name} must be a number from 0 to 65535, not "${text}"`);
  return port;
}

/** A whole number of seconds. */
export function readSeconds(
  env: Environment,
  name: string,
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
  problems: string[],
): number {
  const text = env[name] || String(usual);
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds < least || seconds > most) {
    problems.push(`${name} must be a number of seconds from ${least} to ${most}, not "${text}"`);
  }
  return seconds;
}

export function readUrl(env: Environment, name: string, protocols: string[], problems: string[]): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  const accepted = protocols.map((protocol) => `${protocol}//…`).join(' or ');
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    problems.push(`${name} must be an address like ${accepted}`);
  }
  return text;
}

/** IP addresses and networks (`10.0.0.0/8`), divided by commas. */
export function readAddresses(env: Environment, name: string, problems: string[]): string[] {
  const addresses = (env[name] ?? '').split(',').flatMap((text) => text.trim() || []);
  for (const text of addresses) {
    const [address = '', bits, ...rest] = text.split('/');
    const size = isIP(address) === 6 ? 128 : 32;
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= size);
    if (isIP(address) === 0 || !fits || rest.length > 0) {
      problems.push(`${name} must be addresses like 10.0.0.0/8, not "${text}"`);
    }
  }
  return addresses;
}

/** Hosts divided by commas, each `host` or `host:port`, in lower case. */
export function readHosts(env: Environment, name: string, problems: string[]): string[] {
  const hosts = (env[name] ?? '').split(',').flatMap((text) => text.trim().toLowerCase() || []);
  for (const host of hosts) {
    if (/[/@?#\\]/.test(host) || !URL.canParse(`http://${host}`))
      problems.push(`${name} must be hosts like hooks.example.com or 10.0.0.5:8080, not "${host}"`);
  }
  return hosts;
}
