import {
  type Environment,
  readAddresses,
  readHosts,
  readPort,
  readSeconds,
  readUrl,
  withSecretFiles,
} from './environment.js';
import { type RateLimits, readRateLimits } from './rate-limits.js';
import { readSsoClientSecrets, type SsoClientSecrets } from './sso-client-secrets.js';
import { createSecretFile } from './secret-file.js';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The login that owns the tables, for migrations alone. Undefined: the product migrates with `databaseUrl`. */
  readonly migrationDatabaseUrl: string | undefined;
  /** Undefined: jobs live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Undefined: no mail is sent, and links are shown to the admin instead. */
  readonly smtpUrl: string | undefined;
  /** How long the mail server may say nothing before a letter is given back to be tried again, in milliseconds. */
  readonly smtpTimeoutMs: number;
  /** Who mail is from: an address, or a name and an address. */
  readonly mailFrom: string;
  /** How often an open event stream says that it is alive, and is asked whether it still may be, in milliseconds. */
  readonly streamHeartbeatMs: number;
  /** The address people type; links and cookies are made for it. */
  readonly publicUrl: string;
  /** Signs session cookies and makes one-time tokens. At least 32 characters. */
  readonly secret: string;
  /** Largest body accepted, in bytes. */
  readonly bodyLimit: number;
  /** Other sites whose pages may call the API, as origins; none by default. */
  readonly corsOrigins: readonly string[];
  /** Addresses and networks whose `X-Forwarded-For` is believed; none by default. */
  readonly trustedProxies: readonly string[];
  /** Hosts inside our own network that webhooks may call: `host` or `host:port`; none by default. */
  readonly webhookAllowedHosts: readonly string[];
  /** How long one call of a webhook may take, connection and answer together, in milliseconds. */
  readonly webhookTimeoutMs: number;
  /** Identity providers inside our own network, or without TLS: `host` or `host:port`; none by default. */
  readonly ssoAllowedHosts: readonly string[];
  /** Who sends it may read /metrics; undefined: this machine alone. */
  readonly metricsToken: string | undefined;
  /** Where a worker serves its metrics; undefined: nowhere. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  readonly rateLimits: RateLimits;
  readonly ssoClientSecrets: SsoClientSecrets;
}

/** Every variable that is wrong, named at once. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * Reads the configuration from the environment: the only place that does.
 *
 * @throws ConfigError naming every bad variable
 */
export function readConfig(given: Environment = process.env): Config {
  const problems: string[] = [];
  const env = withSecretFiles(given, problems);
  const port = readPort(env, problems);
  const host = env['HOST'] || '127.0.0.1';
  const dataDir = env['DATA_DIR'] || '.data';
  const databaseUrl = readUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:'], problems);
  const migrationDatabaseUrl = readUrl(env, 'MIGRATION_DATABASE_URL', ['postgres:', 'postgresql:'], problems);
  if (migrationDatabaseUrl !== undefined && databaseUrl === undefined) {
    problems.push('MIGRATION_DATABASE_URL is for the same database as DATABASE_URL, which is not set');
  }
  const publicUrl = readUrl(env, 'PUBLIC_URL', ['http:', 'https:'], problems) ?? `http://${host}:${port}`;
  const config = {
    port,
    host,
    dataDir,
    databaseUrl,
    migrationDatabaseUrl,
    redisUrl: readUrl(env, 'REDIS_URL', ['redis:', 'rediss:'], problems),
    ...readMail(env, publicUrl, problems),
    streamHeartbeatMs: 1_000 * readSeconds(env, 'STREAM_HEARTBEAT', { least: 1, most: 300, usual: 20 }, problems),
    publicUrl: publicUrl.replace(/\/$/, ''),
    bodyLimit: 10 * 1024 * 1024,
    corsOrigins: readOrigins(env, problems),
    trustedProxies: readAddresses(env, 'TRUSTED_PROXIES', problems),
    webhookAllowedHosts: readHosts(env, 'WEBHOOK_ALLOWED_HOSTS', problems),
    webhookTimeoutMs: 1_000 * readSeconds(env, 'WEBHOOK_TIMEOUT', { least: 1, most: 30, usual: 15 }, problems),
    ssoAllowedHosts: readHosts(env, 'SSO_ALLOWED_HOSTS', problems),
    ...readMetrics(env, problems),
    rateLimits: readRateLimits(env, problems),
    ssoClientSecrets: readSsoClientSecrets(env, problems),
  };
  const secret = readSecret(env, databaseUrl !== undefined, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...config, secret: secret ?? createSecretFile(dataDir) };
}

function readMetrics(
  env: Environment,
  problems: string[],
): Pick<Config, 'metricsToken' | 'metricsPort' | 'metricsHost'> {
  const metricsToken = env['METRICS_TOKEN'] || undefined;
  if (metricsToken !== undefined && metricsToken.length < 16) {
    problems.push('METRICS_TOKEN must have at least 16 characters');
  }
  const metricsPort = env['METRICS_PORT'] ? readPort(env, problems, 'METRICS_PORT') : undefined;
  const metricsHost = env['METRICS_HOST'] || '127.0.0.1';
  const isOpen = metricsPort !== undefined && !/^(127\.|localhost$|::1$)/.test(metricsHost);
  if (isOpen && metricsToken === undefined) {
    problems.push('METRICS_HOST lets other machines read the metrics: set METRICS_TOKEN');
  }
  return { metricsToken, metricsPort, metricsHost };
}

function readMail(
  env: Environment,
  publicUrl: string,
  problems: string[],
): Pick<Config, 'smtpUrl' | 'smtpTimeoutMs' | 'mailFrom'> {
  const smtpUrl = readUrl(env, 'SMTP_URL', ['smtp:', 'smtps:'], problems);
  const host = URL.canParse(publicUrl) ? new URL(publicUrl).hostname : 'localhost';
  const mailFrom = env['MAIL_FROM'] || `Shewhart <shewhart@${host}>`;
  // A line break would let the value write further headers.
  if (!/^[^\r\n@]*[^\s@<>]@[^\s@<>]+>?$/.test(mailFrom)) {
    problems.push('MAIL_FROM must be an address like shewhart@example.com or Name <shewhart@example.com>');
  }
  const smtpTimeoutMs = 1_000 * readSeconds(env, 'SMTP_TIMEOUT', { least: 1, most: 120, usual: 30 }, problems);
  return { smtpUrl, smtpTimeoutMs, mailFrom };
}

function readOrigins(env: Environment, problems: string[]): string[] {
  const origins = (env['CORS_ORIGINS'] ?? '').split(',').flatMap((text) => text.trim() || []);
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      problems.push(`CORS_ORIGINS must be origins like https://example.com, not "${origin}"`);
    }
  }
  return origins;
}

function readSecret(env: Environment, required: boolean, problems: string[]): string | undefined {
  const secret = env['SHEWHART_SECRET'];
  if (!secret) {
    if (required) problems.push('SHEWHART_SECRET is required with DATABASE_URL: at least 32 random characters');
    return undefined;
  }
  if (secret.length < 32) problems.push('SHEWHART_SECRET must have at least 32 characters');
  return secret;
}
