import { createSecretFile } from './secret-file.js';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Undefined: jobs live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** The address people type; links and cookies are made for it. */
  readonly publicUrl: string;
  /** Signs session cookies. At least 32 characters. */
  readonly secret: string;
  /** Largest body accepted, in bytes. */
  readonly bodyLimit: number;
}

/** Every variable that is wrong, named at once. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from the environment: the only place that does.
 *
 * @throws ConfigError naming every bad variable
 */
export function readConfig(env: Environment = process.env): Config {
  const problems: string[] = [];
  const port = readPort(env, problems);
  const host = env['HOST'] || '127.0.0.1';
  const dataDir = env['DATA_DIR'] || '.data';
  const databaseUrl = readUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:'], problems);
  const redisUrl = readUrl(env, 'REDIS_URL', ['redis:', 'rediss:'], problems);
  const publicUrl = readUrl(env, 'PUBLIC_URL', ['http:', 'https:'], problems) ?? `http://${host}:${port}`;
  const secret = readSecret(env, databaseUrl !== undefined, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    port,
    host,
    dataDir,
    databaseUrl,
    redisUrl,
    publicUrl: publicUrl.replace(/\/$/, ''),
    secret: secret ?? createSecretFile(dataDir),
    bodyLimit: 10 * 1024 * 1024,
  };
}

function readPort(env: Environment, problems: string[]): number {
  const text = env['PORT'] || '3000';
  const port = Number(text);
  // 0 lets the system choose a free port; the line printed at start says which.
  if (!/^\d+$/.test(text) || port > 65_535) problems.push(`PORT must be a number from 0 to 65535, not "${text}"`);
  return port;
}

function readUrl(env: Environment, name: string, protocols: string[], problems: string[]): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  const accepted = protocols.map((protocol) => `${protocol}//…`).join(' or ');
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    problems.push(`${name} must be an address like ${accepted}`);
  }
  return text;
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
