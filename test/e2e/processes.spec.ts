import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { systemClock } from '../../src/kernel/time/index.js';
import { createDataSource } from '../../src/platform/database/index.js';
import { ENTITIES } from '../../src/schema.js';
import { Given, type GivenPerson, type GivenWorkspace } from '../factories/given.js';
import { Caller } from '../harness/caller.js';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { ShewhartProcess } from '../harness/shewhart-process.js';
import { createSpecDatabase, type SpecDatabase } from '../harness/spec-database.js';
import { readPrometheusText } from '../support/prometheus-text.js';

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
