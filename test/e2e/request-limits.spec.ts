import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { CuttableWire } from '../harness/cuttable-wire.js';
import { eventually } from '../harness/eventually.js';
import {
  type Answer,
  type Caller,
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';
import { type BackendName, backendsHere, type SpecRedis, startBackend } from '../harness/redis.js';

const LIMITS = { person: 6, key: 4, address: 3 };

describe.each(backendsHere())('requests, counted in %s', (backend: BackendName) => {
  let redis: SpecRedis | undefined;
  let wire: CuttableWire | undefined;
  let one: SpecProduct;
  let other: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let seated: Caller;
  let network = 0;

  beforeAll(async () => {
    redis = await startBackend(backend);
    wire = redis && new CuttableWire(new URL(redis.url));
    await wire?.mend();
    const config = { rateLimits: LIMITS, trustedProxies: ['127.0.0.1'] };
    one = await startSpecProduct({ config, redisUrl: wire?.url });
    other = await startSpecProduct({ config, redisUrl: wire?.url, database: one.database });
    workspace = await one.given.workspace();
  });
  afterAll(async () => {
    await other.stop();
    await one.stop();
    await wire?.cut();
    await redis?.stop();
  });
  beforeEach(async () => {
    lead = await one.given.person(workspace, 'lead');
    seated = await one.given.session(lead);
  });

  const read = (by: Caller, at = one): Promise<Answer<Json>> => by.at(at.url).get(`${workspace.path}/items`);
  const statuses = async (ask: () => Promise<Answer<unknown>>, times: number): Promise<number[]> => {
    const answers: number[] = [];
    for (let count = 0; count < times; count += 1) answers.push((await ask()).status);
    return answers;
  };
  const stranger = (): Caller => one.stranger.with({ 'x-forwarded-for': `203.0.113.${(network += 1)}` });
  const served = (times: number): number[] => Array<number>(times).fill(200);

  it('are answered so many times a minute, then refused with how long to wait', async () => {
    const first = await read(lead.http);
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=4;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"key";r=3;t=\d+$/);
    expect(await statuses(() => read(lead.http), 4)).toEqual([...served(3), 429]);
    const refused = await read(lead.http.with({ 'accept-language': 'zh-CN' }));
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toBe(`"key";r=0;t=${seconds}`);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.body).toMatchObject({
      status: 429,
      code: 'too_many_requests',
      detail: `请求过多,请在 ${seconds} 秒后重试。`,
      requestId: refused.headers.get('x-request-id'),
    });
  });

  it('of a person count over all his sessions, and not against his key or others', async () => {
    const another = await one.given.session(lead);
    expect(await statuses(() => read(seated), 4)).toEqual(served(4));
    expect(await statuses(() => read(another), 3)).toEqual([...served(2), 429]);
    expect((await read(lead.http)).status).toBe(200);
    const colleague = await one.given.session(await one.given.person(workspace, 'member'));
    expect((await read(colleague)).status).toBe(200);
  });

  it('count in all processes together', async () => {
    expect(await statuses(() => read(lead.http), 4)).toEqual(served(4));
    await eventually(async () => (await read(lead.http, other)).status === 429, 'the other process refuses as well');
  });

  it('of strangers count by address before their body is read, and nobody is refused the state of health', async () => {
    const here = stranger();
    const sayIn = () => here.post('/api/v1/auth/sign-in/email', { email: 'a@example.test', password: 'x' });
    expect(await statuses(sayIn, 3)).toEqual([401, 401, 401]);
    const refused = await here.post(`${workspace.path}/items`, { title: 'x'.repeat(1_000_000) });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect((await here.get('/api/v1/health')).status).toBe(200);
    expect((await stranger().get('/api/v1/me')).status).toBe(401);
  });

  it('with a key that is none, and to open routes with a session, count by address too', async () => {
    const guessing = stranger().with({ 'x-api-key': 'shw_guess' });
    expect(await statuses(() => read(guessing), 4)).toEqual([401, 401, 401, 429]);
    const visiting = seated.with({ 'x-forwarded-for': `203.0.113.${(network += 1)}` });
    const asked = await statuses(() => visiting.get('/api/v1/sso/nowhere/start'), 4);
    expect(asked).toEqual([404, 404, 404, 429]);
  });

  // Neither is skipped with the other backend: there it says nothing.
  const onlyIn = (name: BackendName, sentence: string, test: () => Promise<void>): void => {
    if (name === backend) it(sentence, test);
  };

  onlyIn(
    'PostgreSQL',
    'are answered again in the next minute, and counts of minutes that are over do not stay',
    async () => {
      expect(await statuses(() => read(lead.http), 5)).toEqual([...served(4), 429]);
      one.clock.advance({ minutes: 1 });
      other.clock.set(one.clock.now());
      expect((await read(lead.http)).status).toBe(200);
      const kept = () => one.sql.query<unknown[]>('SELECT FROM request_counts');
      await eventually(async () => (await kept()).length > 0, 'what was counted is merged');
      one.clock.advance({ minutes: 11 });
      await one.sweep('remove-stale');
      expect(await kept()).toEqual([]);
    },
  );

  onlyIn('Redis', 'are served while Redis is away, by each process for itself', async () => {
    await wire?.cut();
    expect(await statuses(() => read(lead.http), 5)).toEqual([...served(4), 429]);
    expect((await read(seated, other)).status).toBe(200);
    await wire?.mend();
  });
});
