import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TOTP, URI } from 'otpauth';
import type { DataSource } from 'typeorm';

import { systemClock } from '../../src/kernel/time/index.js';
import { createDataSource } from '../../src/platform/database/index.js';
import { ENTITIES } from '../../src/schema.js';
import { Given, type GivenPerson, type GivenWorkspace } from '../factories/given.js';
import { Browser } from '../factories/browser.js';
import { Caller, type Json } from '../harness/caller.js';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { ShewhartProcess } from '../harness/shewhart-process.js';
import { createSpecDatabase, type SpecDatabase } from '../harness/spec-database.js';
import { readPrometheusText } from '../support/prometheus-text.js';

/** A provider that does not answer, so that what libraries say of it is logged. */
const SSO = {
  issuer: 'https://127.0.0.1:1/ISSUERSECRET', clientId: 'x', clientSecret: 'CLIENTSECRET', scopes: ['email'],
  domains: ['example.test'], groupsClaim: 'groups', roles: [{ group: 'a', role: 'member' }],
}; // prettier-ignore

describe('HTTP and jobs as processes of their own', () => {
  let database: SpecDatabase;
  let sql: DataSource;
  let http: ShewhartProcess;
  let url: string;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  const started: ShewhartProcess[] = [];

  const env = (): Record<string, string> => ({
    DATABASE_URL: database.applicationUrl,
    SHEWHART_SECRET: 'a secret for specs alone, 32 or more',
  });

  function run(entry: 'main' | 'worker', more: Record<string, string> = {}): ShewhartProcess {
    const one = new ShewhartProcess(entry, { ...env(), ...more });
    started.push(one);
    return one;
  }

  beforeAll(async () => {
    database = await createSpecDatabase();
    sql = await createDataSource({ url: database.url, entities: ENTITIES, poolSize: 2 }).initialize();
    http = run('main');
    url = await http.listens();
    const given = new Given(sql, url, systemClock);
    workspace = await given.workspace();
    lead = await given.person(workspace, 'lead');
  });
  afterAll(async () => {
    for (const one of started) one.signal('SIGKILL');
    await sql.destroy();
    await database.drop();
  });

  const lines = (one: ShewhartProcess): Record<string, unknown>[] =>
    one.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  async function unfinished(): Promise<number> {
    const [row] = await sql.query<{ count: number }[]>('SELECT count(*) FROM outbox_events WHERE finished_at IS NULL');
    return Number(row?.count);
  }

  it('answers in one, and has the effects in the other', async () => {
    const body = { title: 'Conversion fell', type: 'metric_anomaly' };
    expect((await lead.http.post(`${workspace.path}/items`, body)).status).toBe(201);
    expect(await unfinished()).toBeGreaterThan(0);
    const port = await freePort();
    const worker = run('worker', { METRICS_PORT: String(port) });
    await eventually(async () => (await unfinished()) === 0, 'the worker has the effects', 30_000);
    const beside = new Caller(`http://127.0.0.1:${port}`);
    expect(await beside.get('/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    const metrics = readPrometheusText((await beside.get<string>('/metrics')).body);
    expect(metrics).toContainEqual({ name: 'shewhart_workers', labels: {}, value: 1 });
    expect((await beside.get('/api/v1/health')).status).toBe(404);
    worker.signal('SIGTERM');
    expect(await worker.ends()).toBe(0);
    expect(lines(worker).filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('logs one line for each request, with who and how long', async () => {
    const answer = await lead.http.get(`${workspace.path}/items?limit=7`);
    const requestId = answer.headers.get('x-request-id');
    await eventually(async () => http.stdout.includes(String(requestId)), 'the request is logged');
    expect(lines(http).filter((line) => line['requestId'] === requestId)).toEqual([
      expect.objectContaining({
        level: 'info',
        msg: 'request',
        method: 'GET',
        path: `${workspace.path}/items`,
        status: 200,
        userId: lead.userId,
        ms: expect.any(Number),
      }),
    ]);
  });

  it('lets browsers run the reader of the API document, whose scripts are all files of ours', async () => {
    const { body, headers } = await new Caller(url).get<string>('/api/docs');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'");
    const scripts = [...body.matchAll(/<script([^>]*)>([^<]*)</g)];
    expect(scripts.length).toBeGreaterThan(1);
    for (const [, attributes, inline] of scripts) {
      expect(attributes).toMatch(/src="\.?\//);
      expect(inline?.trim()).toBe('');
    }
  });

  it('logs no token, password, cookie or body', async () => {
    const stranger = new Caller(url, { cookie: 'better-auth.session_token=COOKIESECRET' });
    await stranger.get('/setup?token=QUERYSECRET');
    await stranger.post('/api/v1/setup', { token: 'BODYSECRET', password: 'PASSWORDSECRET' });
    await stranger.post('/api/v1/auth/sign-in/email', { email: 'a@example.test', password: 'PASSWORDSECRET' });
    await stranger.get('/api/v1/health', { 'x-api-key': 'KEYSECRET' });
    await eventually(async () => http.stdout.includes('/api/v1/health'), 'the last request is logged');
    const paths = lines(http).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['/setup', '/api/v1/setup', '/api/v1/auth/sign-in/email']));
    expect(http.stdout + http.stderr).not.toContain('SECRET');
  });

  it('logs nothing secret of second factors, signatures, single sign-on, webhooks, resets and keys either', async () => {
    const password = 'PASSWORDSECRET of one person';
    const given = new Given(sql, url, systemClock);
    const admin = await given.person(workspace, 'admin');
    await given.password(admin, password);
    const browser = new Browser(url);
    const made: unknown[] = [];
    const auth = (path: string, body: Json) => browser.post<Json>(`/api/v1/auth/${path}`, body, { origin: url });
    const post = async (path: string, body: Json): Promise<void> => {
      const answer = await browser.post<Json>(path, body);
      expect(answer.status).toBeLessThan(500);
      made.push(answer.body['secret'], answer.body['key'], answer.body['token']);
    };
    expect(await auth('sign-in/email', { email: admin.email, password })).toMatchObject({ status: 200 });
    const enabled = await auth('two-factor/enable', { password });
    const uri = String(enabled.body['totpURI']);
    made.push(new URL(uri).searchParams.get('secret'), ...(enabled.body['backupCodes'] as string[]));
    const code = (URI.parse(uri) as TOTP).generate();
    expect((await auth('two-factor/verify-totp', { code })).status).toBe(200);
    await auth('two-factor/verify-backup-code', { code: 'BACKUPSECRET' });
    const { key } = await given.item(workspace, { stage: 'review' });
    await post(`${workspace.path}/items/${key}/transitions`, {
      name: 'close',
      signature: { password: 'GUESSSECRET', meaning: 'approval' },
    });
    await post('/api/v1/me/api-keys', { workspace: workspace.slug, name: 'feed', scopes: ['items:read'] });
    await post(`${workspace.path}/webhooks`, {
      name: 'x',
      url: 'https://u:URLSECRET@example.com/h?token=QUERYSECRET',
      events: ['*'],
    });
    await post(`${workspace.path}/webhooks`, {
      name: 'x',
      url: 'https://example.com/hook/URLSECRET',
      events: ['*'],
      secret: 'SIGNSECRET',
    });
    await browser.caller.call('PUT', `${workspace.path}/sso`, SSO, { 'if-match': '"0"' });
    const stranger = new Caller(url);
    await stranger.get(`/api/v1/sso/${workspace.slug}/callback?code=CODESECRET&state=STATESECRET`, {
      cookie: 'shewhart.sso=STATESECRET',
    });
    await stranger.post('/api/v1/password-reset', { email: admin.email });
    await stranger.post('/api/v1/password-reset/complete', { token: 'TOKENSECRET', password: 'NEWSECRET password' });
    await stranger.post('/api/v1/invitations/accept', { token: 'TOKENSECRET', password: 'NEWSECRET password' });
    const inPath = `Kq7${'aZ9_'.repeat(10)}`;
    await stranger.get(`/api/v1/calendars/${inPath}.ics`);
    await stranger.get(`/api/v1/feeds/${'0af9'.repeat(16)}`);
    await eventually(async () => http.stdout.includes('/api/v1/feeds/[hidden]'), 'the last request is logged');
    const logged = http.stdout + http.stderr;
    const secrets = made.filter((one): one is string => typeof one === 'string' && one.length > 5);
    expect(secrets.length).toBeGreaterThan(11);
    const told = [...secrets, inPath, admin.email, 'SECRET'].filter((secret) => logged.includes(secret));
    expect(told).toEqual([]);
    const cookie = await sql.query<{ token: string }[]>('SELECT token FROM sessions');
    expect(cookie.filter(({ token }) => logged.includes(token))).toEqual([]);
  });

  it('ends at SIGTERM with exit code 0', async () => {
    http.signal('SIGTERM');
    expect(await http.ends()).toBe(0);
    expect(lines(http).filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each(['main', 'worker'] as const)('%s does not start before the database is migrated', async (entry) => {
    await sql.query('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)');
    const early = run(entry);
    expect(await early.ends()).toBe(1);
    expect(early.stderr).toMatch(
      /^shewhart cannot start: .*: it is not migrated: run node dist\/src\/migrate.js first\n$/,
    );
  });
});
