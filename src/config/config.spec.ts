import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readConfig } from './config.js';

const SECRET = 'thirty-two characters of a secret';

describe('the configuration', () => {
  let folder: string;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const problems = (env: Record<string, string>): string[] => {
    try {
      readConfig({ SHEWHART_SECRET: SECRET, ...env });
      return [];
    } catch (error) {
      return (error as Error).message.split('\n');
    }
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes each secret from a file as well, without the line break at its end', () => {
    const config = readConfig({
      SHEWHART_SECRET_FILE: file('secret', `${SECRET}\n`),
      DATABASE_URL_FILE: file('database', 'postgres://u:p@db/x\n'),
      SMTP_URL_FILE: file('smtp', 'smtps://u:p@mail.example.test'),
    });
    expect(config).toMatchObject({
      secret: SECRET,
      databaseUrl: 'postgres://u:p@db/x',
      smtpUrl: 'smtps://u:p@mail.example.test',
    });
  });

  it('takes secrets of identity providers, and says what their form is without showing them', () => {
    const secrets = { acme: { issuer: 'https://login.acme.example', clientSecret: 'kept' } };
    const path = file('sso', JSON.stringify(secrets));
    expect(readConfig({ SHEWHART_SECRET: SECRET, SSO_CLIENT_SECRETS_FILE: path }).ssoClientSecrets).toEqual(secrets);
    for (const text of ['{"acme": "HIDDEN"}', '["HIDDEN"]', 'HIDDEN', '{"a": {"issuer": "x", "clientSecret": ""}}']) {
      const [problem, ...others] = problems({ SSO_CLIENT_SECRETS: text });
      expect([problem, others]).toEqual([expect.stringMatching(/^SSO_CLIENT_SECRETS must be JSON/), []]);
      expect(problem).not.toContain('HIDDEN');
    }
  });

  it('takes limits of requests as whole numbers', () => {
    const read = readConfig({ SHEWHART_SECRET: SECRET, RATE_LIMIT_PERSON: '0', RATE_LIMIT_KEY: '12' });
    expect(read.rateLimits).toEqual({ person: 0, key: 12, address: 600 });
    expect(problems({ RATE_LIMIT_ADDRESS: '-1', RATE_LIMIT_KEY: 'many' })).toEqual([
      'RATE_LIMIT_KEY must be a number of requests a minute, not "many"',
      'RATE_LIMIT_ADDRESS must be a number of requests a minute, not "-1"',
    ]);
  });

  it('refuses a secret that is given twice, empty, or in a file that is not there, and never shows it', () => {
    const found = problems({
      SHEWHART_SECRET_FILE: file('other', SECRET),
      REDIS_URL_FILE: join(folder, 'nowhere'),
      SMTP_URL_FILE: file('empty', '\n'),
    });
    expect(found).toEqual([
      'REDIS_URL_FILE cannot be read (ENOENT)',
      'SHEWHART_SECRET and SHEWHART_SECRET_FILE are both set: one of them is enough',
      'SMTP_URL_FILE is empty',
    ]);
  });

  it.each([
    [{ CORS_ORIGINS: 'https://a.example.test/path' }, /^CORS_ORIGINS must be origins/],
    [{ CORS_ORIGINS: '*' }, /^CORS_ORIGINS must be origins/],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, /^TRUSTED_PROXIES must be addresses/],
    [{ TRUSTED_PROXIES: 'true' }, /^TRUSTED_PROXIES must be addresses/],
    [{ MAIL_FROM: 'nobody' }, /^MAIL_FROM must be an address/],
    [{ MAIL_FROM: 'a\r\nBcc: all@example.test <a@example.test>' }, /^MAIL_FROM must be an address/],
    [{ METRICS_TOKEN: 'short' }, /^METRICS_TOKEN must have at least 16/],
    [{ METRICS_PORT: 'ten' }, /^METRICS_PORT must be a number/],
    [{ METRICS_PORT: '9100', METRICS_HOST: '0.0.0.0' }, /^METRICS_HOST lets other machines/],
    [{ SMTP_URL: 'http://mail.example.test' }, /^SMTP_URL must be an address/],
    [{ SMTP_TIMEOUT: '0' }, /^SMTP_TIMEOUT must be a number of seconds from 1 to 120/],
    [{ STREAM_HEARTBEAT: '1.5' }, /^STREAM_HEARTBEAT must be a number of seconds from 1 to 300/],
    [{ WEBHOOK_TIMEOUT: '31' }, /^WEBHOOK_TIMEOUT must be a number of seconds from 1 to 30/],
    [{ WEBHOOK_ALLOWED_HOSTS: 'http://hooks.internal/' }, /^WEBHOOK_ALLOWED_HOSTS must be hosts/],
  ])('refuses %j', (env, sentence) => {
    expect(problems(env as unknown as Record<string, string>)).toEqual([expect.stringMatching(sentence)]);
  });

  it('lets no other site in, believes no proxy and sends no mail unless told to', () => {
    expect(readConfig({ SHEWHART_SECRET: SECRET })).toMatchObject({
      corsOrigins: [],
      trustedProxies: [],
      smtpUrl: undefined,
      mailFrom: 'Shewhart <shewhart@127.0.0.1>',
    });
    const config = readConfig({
      SHEWHART_SECRET: SECRET,
      CORS_ORIGINS: 'https://a.example.test, https://b.example.test:8443',
      TRUSTED_PROXIES: '127.0.0.1,fd00::/8',
      WEBHOOK_ALLOWED_HOSTS: 'Hooks.internal, 10.0.0.5:8080',
    });
    expect(config.webhookAllowedHosts).toEqual(['hooks.internal', '10.0.0.5:8080']);
    expect(config.corsOrigins).toEqual(['https://a.example.test', 'https://b.example.test:8443']);
    expect(config.trustedProxies).toEqual(['127.0.0.1', 'fd00::/8']);
  });
});
