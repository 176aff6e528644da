import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

const BODY = { title: 'Conversion fell', type: 'metric_anomaly' };

describe('a POST that names itself with Idempotency-Key', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let serial = 0;
  let key: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  });
  afterAll(() => product.stop());
  beforeEach(() => {
    key = `spec-${(serial += 1)}`;
  });

  it('answers what it answered the first time, and happens once', async () => {
    const before = await count();
    const first = await open();
    const again = await open();
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect(await count()).toEqual({ items: before.items + 1, events: before.events + 1 });
  });

  it('repeats the status of a move as well, which is not that of a creation', async () => {
    const item = await product.given.item(workspace);
    const move = () => call(`items/${item.key}/transitions`, { name: 'hold', reason: 'Waiting for data.' });
    expect((await move()).status).toBe(200);
    const again = await move();
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ status: 'on_hold', version: 2 });
  });

  it('is refused when it comes back with another body or at another address', async () => {
    await open();
    const before = await count();
    for (const answer of [
      await open({ ...BODY, title: 'Another' }),
      await call('items/CI-202611-001/evidence', BODY),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'idempotency_key_reused' });
    }
    expect(await count()).toEqual(before);
  });

  it('happens once when it comes twice at the same time', async () => {
    const before = await count();
    const answers = await Promise.all([open(), open(), open(), open()]);
    const created = answers.filter(({ status }) => status === 201);
    expect(created.length).toBeGreaterThan(0);
    expect(new Set(created.map(({ body }) => body['key'])).size).toBe(1);
    for (const { status, body } of answers) {
      if (status !== 201)
        expect({ status, code: body['code'] }).toEqual({ status: 409, code: 'idempotency_in_progress' });
    }
    expect(await count()).toEqual({ items: before.items + 1, events: before.events + 1 });
  });

  it('leaves its key free when it was refused, whether for its fields or by a gate', async () => {
    expect((await open({ title: '' })).status).toBe(400);
    const item = await product.given.item(workspace);
    expect((await call(`items/${item.key}/transitions`, { name: 'start_kickoff' })).status).toBe(422);
    expect((await open()).status).toBe(201);
  });

  it('is not done again after a crash between its change and its answer, and says so', async () => {
    await open();
    // What a process leaves behind that dies right after the commit.
    const leaveBehind = (age: string) =>
      product.sql.query(
        `UPDATE idempotency_keys SET status = NULL, answer = NULL, created_at = now() - $2::interval WHERE key = $1`,
        [key, age],
      );
    const before = await count();
    // A living process may be about to write its answer, so nobody is told yet that it is lost.
    for (const [age, code] of [
      ['30 seconds', 'idempotency_in_progress'],
      ['2 minutes', 'idempotency_outcome_lost'],
    ] as const) {
      await leaveBehind(age);
      const again = await open();
      expect({ status: again.status, code: again.body['code'] }).toEqual({ status: 409, code });
    }
    expect(await count()).toEqual(before);
  });

  it('is taken up again a minute after a crash before its change', async () => {
    const claim = (age: string) =>
      product.sql.query(
        `UPDATE idempotency_keys SET committed = false, status = NULL, answer = NULL, created_at = now() - $2::interval
         WHERE key = $1`,
        [key, age],
      );
    await open();
    await claim('30 seconds');
    expect((await open()).body).toMatchObject({ code: 'idempotency_in_progress' });
    await claim('2 minutes');
    expect((await open()).status).toBe(201);
  });

  it('is remembered for 24 hours, and for the person who sent it', async () => {
    const first = await open();
    const other = await product.given.person(workspace, 'lead');
    const theirs = await other.http.post(`${workspace.path}/items`, BODY, { 'idempotency-key': key });
    expect(theirs.body['key']).not.toBe(first.body['key']);
    await product.sql.query(`UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = $1`, [
      key,
    ]);
    expect((await open()).body['key']).not.toBe(first.body['key']);
  });

  it('is not answered to somebody who may no longer ask', async () => {
    const leaver = await product.given.person(workspace, 'lead');
    const ask = () => leaver.http.post(`${workspace.path}/items`, BODY, { 'idempotency-key': key });
    expect((await ask()).status).toBe(201);
    await product.sql.query('DELETE FROM memberships WHERE user_id = $1', [leaver.userId]);
    expect((await ask()).status).toBe(404);
  });

  function open(body: unknown = BODY) {
    return call('items', body);
  }

  function call(path: string, body: unknown) {
    return lead.http.post(`${workspace.path}/${path}`, body, { 'idempotency-key': key });
  }

  async function count(): Promise<{ items: number; events: number }> {
    const [counted] = await product.sql.query<{ items: number; events: number }[]>(
      'SELECT (SELECT count(*) FROM items)::integer AS items, (SELECT count(*) FROM audit_events)::integer AS events',
    );
    return counted ?? { items: 0, events: 0 };
  }
});
