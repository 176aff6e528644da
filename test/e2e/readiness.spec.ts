import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import pg from 'pg';

import { freePort } from '../harness/free-port.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { readPrometheusText, type Sample } from '../support/prometheus-text.js';

interface Readiness {
  readonly status: string;
  readonly parts: readonly { name: string; state: string; message: string | null }[];
}

const TOKEN = 'a token for specs alone';

describe('what the product tells of itself', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    await workerIsSeen('now()');
  });
  afterAll(() => product.stop());

  const workerIsSeen = (when: string): Promise<unknown> =>
    product.sql.query(`DELETE FROM workers; INSERT INTO workers VALUES (gen_random_uuid(), now(), ${when})`);

  async function ready(of = product): Promise<{ status: number; down: string[]; body: Readiness }> {
    const { status, body } = await of.stranger.get<Readiness>('/api/v1/health/ready');
    expect(body.status).toBe(status === 200 ? 'ready' : 'not_ready');
    return { status, body, down: body.parts.filter(({ state }) => state !== 'up').map(({ name }) => name) };
  }

  async function scrape(of = product): Promise<Sample[]> {
    const { status, headers, body } = await of.stranger.get<string>('/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    return readPrometheusText(body);
  }

  const valueOf = (samples: readonly Sample[], name: string, labels: Sample['labels'] = {}): number | undefined =>
    samples.find((one) => one.name === name && Object.entries(labels).every(([key, told]) => one.labels[key] === told))
      ?.value;

  it('is that it is ready, while every part works', async () => {
    expect(await ready()).toMatchObject({ status: 200, down: [] });
  });

  it('is that workers are missing, in the language of who asks', async () => {
    await workerIsSeen("now() - interval '1 minute'");
    expect(await ready()).toMatchObject({ status: 503, down: ['workers'] });
    const chinese = await product.stranger.get<Readiness>('/api/v1/health/ready', { 'accept-language': 'zh-CN' });
    expect(chinese.body.parts.at(-1)).toEqual({
      name: 'workers',
      state: 'down',
      message: '近期未发现任何后台工作进程。',
    });
    await workerIsSeen('now()');
  });

  it('is that events wait for too long', async () => {
    await lead.http.post(`${workspace.path}/items`, { title: 'Conversion fell', type: 'metric_anomaly' });
    expect(await ready()).toMatchObject({ status: 200 });
    product.clock.advance({ minutes: 2 });
    expect(await ready()).toMatchObject({ status: 503, down: ['relay'] });
    expect(valueOf(await scrape(), 'shewhart_outbox_oldest_seconds')).toBe(120);
    await product.settle();
    expect(await ready()).toMatchObject({ status: 200 });
  });

  it('is that the database is of another version', async () => {
    const [last] = await product.sql
      .query<{ id: number; timestamp: number; name: string }[]>(
        'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations) RETURNING *',
      )
      .then(([rows]) => rows as unknown as { id: number; timestamp: number; name: string }[]);
    expect(await ready()).toMatchObject({ status: 503, down: ['migrations'] });
    await product.sql.query('INSERT INTO migrations VALUES ($1, $2, $3)', [last?.id, last?.timestamp, last?.name]);
  });

  it('is that the queue cannot be reached, and never how it would be', async () => {
    const redisUrl = `redis://:hush@127.0.0.1:${await freePort()}`;
    const beside = await startSpecProduct({ redisUrl, database: product.database });
    const { status, down, body } = await ready(beside);
    await beside.stop();
    expect({ status, down }).toEqual({ status: 503, down: ['queue'] });
    expect(JSON.stringify(body)).not.toMatch(/hush|redis|127\.0\.0\.1|postgres/i);
  });

  it('is that the database is away', async () => {
    const server = new pg.Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
    await server.connect();
    const name = new URL(product.database.url).pathname.slice(1);
    await server.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
    await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    const { status, body } = await ready();
    await server.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
    await server.end();
    expect(status).toBe(503);
    expect(body.parts.map(({ state }) => state)).toEqual(['down', 'unknown', 'down', 'unknown', 'unknown']);
    expect(await ready()).toMatchObject({ status: 200 });
  });

  it('is told to Prometheus in figures that its format allows', async () => {
    await product.sweep('flag-overdue');
    const samples = await scrape();
    expect(valueOf(samples, 'shewhart_part_up', { part: 'database' })).toBe(1);
    expect(valueOf(samples, 'shewhart_queue_jobs', { queue: 'events', state: 'waiting' })).toBe(0);
    expect(valueOf(samples, 'shewhart_workers')).toBe(1);
    expect(valueOf(samples, 'shewhart_dead_letters')).toBe(0);
    expect(valueOf(samples, 'shewhart_sweep_lag_seconds', { sweep: 'flag-overdue' })).toBe(0);
    expect(valueOf(samples, 'shewhart_pool_connections', { state: 'idle' })).toBeGreaterThan(0);
    expect(valueOf(samples, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
    product.clock.advance({ minutes: 5 });
    expect(valueOf(await scrape(), 'shewhart_sweep_lag_seconds', { sweep: 'flag-overdue' })).toBe(240);
  });

  it('counts requests by route, never by address', async () => {
    const route = '/api/v1/workspaces/:workspace/items/:key';
    const name = 'shewhart_http_request_duration_seconds_count';
    for (const key of ['CI-1', 'CI-2', 'CI-3']) await lead.http.get(`${workspace.path}/items/${key}`);
    await product.stranger.get('/nowhere/at/all');
    await product.stranger.get('/elsewhere');
    const samples = await scrape();
    expect(valueOf(samples, name, { method: 'GET', route, status: '4xx' })).toBe(3);
    expect(valueOf(samples, name, { route: 'none', status: '4xx' })).toBe(2);
    const routes = samples.filter((one) => one.name === name).map(({ labels }) => labels['route'] ?? '');
    expect(routes.filter((one) => /CI-|nowhere/.test(one) || one.includes(workspace.slug))).toEqual([]);
  });

  it('is told to nobody without the token, where there is one', async () => {
    const config = { metricsToken: TOKEN, publicUrl: 'https://shewhart.example.test' };
    const beside = await startSpecProduct({ config, database: product.database });
    const asked = await Promise.all(
      ['', 'Bearer guessed', `Bearer ${TOKEN}`].map((authorization) =>
        beside.stranger.get<string>('/metrics', { authorization }),
      ),
    );
    await beside.stop();
    expect(asked.map(({ status }) => status)).toEqual([401, 401, 200]);
    expect(asked[0]?.headers.get('www-authenticate')).toBe('Bearer');
    expect(asked[2]?.body).not.toContain(TOKEN);
    const forwarded = await product.stranger.get('/metrics', { 'x-forwarded-for': '203.0.113.9' });
    expect(forwarded.status).toBe(404);
  });
});
