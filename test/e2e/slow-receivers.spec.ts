import type { ServerResponse } from 'node:http';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { SPEC_SECRET } from '../factories/given.js';
import { eventually } from '../harness/eventually.js';
import { type HookReceiver, startHookReceiver } from '../harness/hook-receiver.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { backendsHere, type SpecRedis, startBackend } from '../harness/redis.js';
import { ShewhartProcess } from '../harness/shewhart-process.js';

/** More receivers that hang than a sender makes calls at once. */
const HANGING = 80;
const TIMEOUT_SECONDS = 6;
const GIGABYTE = 1e9;
/** Two processors may be shared with other specs; by itself it takes some ten seconds for each backend. */
const PATIENCE_MS = 120_000;
const ARRIVES_MS = 40_000;

interface Tried {
  readonly state: string;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly answered: number | null;
  readonly tookMs: number;
}

let product: SpecProduct;
beforeAll(async () => {
  product = await startSpecProduct();
  product.clock.set(new Date());
});
afterAll(() => product.stop());

describe.each(backendsHere())('a worker whose webhooks lead to bad receivers: jobs in %s', (backend) => {
  let redis: SpecRedis | undefined;
  let worker: ShewhartProcess;
  let receivers: Record<'late' | 'huge' | 'prompt' | 'redirecting' | 'inner', HookReceiver>;
  let workspace: GivenWorkspace;
  let elsewhere: GivenWorkspace;
  let lead: GivenPerson;
  let admin: GivenPerson;

  beforeAll(async () => {
    const [late, huge, prompt, redirecting, inner] = await Promise.all([1, 2, 3, 4, 5].map(startHookReceiver));
    if (!late || !huge || !prompt || !redirecting || !inner) throw new Error('a receiver is missing');
    receivers = { late, huge, prompt, redirecting, inner };
    late.answer = (response) => void setTimeout(() => response.writeHead(204).end(), 60_000).unref();
    redirecting.answer = (response) => void response.writeHead(307, { location: inner.url }).end();
    redis = await startBackend(backend);
    worker = new ShewhartProcess('worker', {
      DATABASE_URL: product.database.applicationUrl,
      SHEWHART_SECRET: SPEC_SECRET,
      WEBHOOK_TIMEOUT: String(TIMEOUT_SECONDS),
      WEBHOOK_ALLOWED_HOSTS: [late, huge, prompt, redirecting].map(({ host }) => host).join(','),
      ...(redis && { REDIS_URL: redis.url }),
    });
    await worker.says(/works jobs/);
  }, PATIENCE_MS);
  afterAll(async () => {
    worker.signal('SIGTERM');
    const code = await worker.ends();
    await redis?.stop();
    await Promise.all(Object.values(receivers).map((receiver) => receiver.stop()));
    // What it had under way does not keep it from ending.
    expect(code).toBe(0);
  });
  beforeEach(async () => {
    workspace = await product.given.workspace();
    elsewhere = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
    lead = await product.given.person(workspace, 'lead');
  });
  afterEach(() =>
    product.sql.query(`UPDATE webhooks SET state = 'paused' WHERE workspace_id = ANY($1)`, [
      [workspace.id, elsewhere.id],
    ]),
  );

  const webhook = async (url: string, by = admin, { path } = workspace): Promise<string> => {
    const body = { name: url, url, events: ['item.opened'] };
    return (await by.http.post<{ id: string }>(`${path}/webhooks`, body)).body.id;
  };
  const open = (title: string, by = lead, { path } = workspace) =>
    by.http.post(`${path}/items`, { title, type: 'metric_anomaly' });
  const tries = (webhookIds: readonly string[]) =>
    product.sql.query<Tried[]>(
      `SELECT d.state, d.last_status AS "lastStatus", d.last_error AS "lastError", length(a.answer) AS answered,
         a.took_ms AS "tookMs"
       FROM webhook_attempts a JOIN webhook_deliveries d ON d.id = a.delivery_id WHERE d.webhook_id = ANY($1::uuid[]) ORDER BY a.at, a.id`,
      [webhookIds],
    );
  const firstTry = async (webhookId: string): Promise<Tried> => {
    let found: Tried | undefined;
    const isTried = async () => ([found] = await tries([webhookId])).length > 0 && found !== undefined;
    await eventually(isTried, 'it is tried', ARRIVES_MS);
    return found as unknown as Tried;
  };

  it(
    'brings everything to the others while more calls hang than it makes at once, and gives each of these up in time',
    async () => {
      const { late, prompt } = receivers;
      const hanging = await Promise.all(Array.from({ length: HANGING }, () => webhook(late.url)));
      const there = await product.given.person(elsewhere, 'admin');
      await webhook(prompt.url);
      await webhook(prompt.url, there, elsewhere);
      await open('The first');
      await eventually(async () => late.received.length === HANGING, 'all of them hang', ARRIVES_MS);
      await open('One more', lead);
      await open('One elsewhere', there, elsewhere);
      const arrived = (title: string) => prompt.received.some(({ body }) => body.includes(title));
      await eventually(async () => arrived('One more') && arrived('One elsewhere'), 'the others are told', ARRIVES_MS);
      expect((await tries(hanging)).length).toBe(0);

      await eventually(async () => (await tries(hanging)).length >= HANGING, 'each is given up', ARRIVES_MS);
      const first = (await tries(hanging)).slice(0, HANGING);
      expect(new Set(first.map(({ lastError }) => lastError))).toEqual(
        new Set([`no answer within ${TIMEOUT_SECONDS} seconds`]),
      );
      expect(Math.min(...first.map(({ tookMs }) => tookMs))).toBeGreaterThanOrEqual(TIMEOUT_SECONDS * 1_000 - 50);
      // To be tried again, later: five seconds after the first failure, then five minutes.
      expect(new Set(first.map(({ state }) => state))).toEqual(new Set(['waiting']));
    },
    PATIENCE_MS,
  );

  it(
    'reads the beginning of a gigabyte and hangs up',
    async () => {
      let sent = 0;
      receivers.huge.answer = (response) => endlessly(response, (bytes) => (sent += bytes) < GIGABYTE);
      const huge = await webhook(receivers.huge.url);
      await open('Tell me everything');
      expect(await firstTry(huge)).toMatchObject({ state: 'delivered', lastStatus: 200, answered: 4_096 });
      expect(sent).toBeLessThan(GIGABYTE / 10);
    },
    PATIENCE_MS,
  );

  it(
    'calls nobody inside our network, by whatever name, and follows no redirect there',
    async () => {
      const { inner, redirecting } = receivers;
      const port = inner.host.split(':')[1];
      const names = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433'];
      const inside = [...names.map((name) => `http://${name}:${port}/`), 'http://169.254.169.254/latest/meta-data/'];
      const privately = [
        'http://10.0.0.1/',
        'http://172.16.0.1/',
        'http://192.168.0.1/',
        'http://[fe80::1]/',
        'http://[fd00::1]/',
      ];
      const refused = await Promise.all([...inside, ...privately].map((url) => webhook(url)));
      const redirected = await webhook(redirecting.url);
      await open('Let me in');
      for (const id of refused) {
        const { state, lastError } = await firstTry(id);
        expect({ state, lastError }).toEqual({
          state: 'dead',
          lastError: expect.stringContaining('is not on the public internet') as unknown,
        });
      }
      expect(await firstTry(redirected)).toMatchObject({ state: 'waiting', lastError: 'answered 307' });
      expect(inner.received).toEqual([]);
      expect(redirecting.received).toHaveLength(1);
    },
    PATIENCE_MS,
  );
});

/** Sends on and on, as fast as it is read, until the other side hangs up. */
function endlessly(response: ServerResponse, mayGoOn: (bytes: number) => boolean): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    while (!response.destroyed && mayGoOn(chunk.length)) {
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  response.writeHead(200);
  more();
}
