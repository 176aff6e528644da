import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';

import { newId } from '../../src/platform/database/index.js';
import { eventually } from '../harness/eventually.js';
import {
  type Caller,
  EventStream,
  type GivenPerson,
  type GivenWorkspace,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const STREAM = '/api/v1/me/notifications/stream';

describe('the live stream of notifications', () => {
  let product: SpecProduct;
  /** Another process of the same product, as far as a process can be one within another. */
  let second: SpecProduct;
  let workspace: GivenWorkspace;
  let open: EventStream[] = [];
  let event = 1_000_000;

  beforeAll(async () => {
    const config = { streamHeartbeatMs: 200 };
    product = await startSpecProduct({ config });
    second = await startSpecProduct({ config, database: product.database });
    workspace = await product.given.workspace();
  });
  afterEach(() => {
    for (const stream of open) stream.close();
    open = [];
  });
  afterAll(async () => {
    await second.stop();
    await product.stop();
  });

  async function follow(who: Caller, headers: Record<string, string> = {}, at = product): Promise<EventStream> {
    const stream = await EventStream.open(`${at.url}${STREAM}`, { ...who.headers, ...headers });
    open.push(stream);
    return stream;
  }
  const become = (what: string, isSo: () => boolean) => eventually(() => Promise.resolve(isSo()), what);
  const isListening = () =>
    eventually(async () => {
      const [{ count = 0 } = {}] = await product.sql.query<{ count: number }[]>(
        `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'shewhart-listener' AND datname = current_database()
           AND query <> ''`,
      );
      return count > 0;
    }, 'a connection listens');

  /** Tells the person as `Tell` does, in a transaction of the spec's own. */
  async function tell(
    tx: EntityManager,
    { userId }: GivenPerson,
    title: string,
    itemId: string | null = null,
  ): Promise<void> {
    event += 1;
    await tx.query(
      `INSERT INTO notifications (id, workspace_id, event_id, user_id, kind, item_id, subject_type, subject_id, params, created_at, transaction_id)
       VALUES ($1, $2, $3, $4, 'task.assigned', $5, 'task', 'x', $6, now(), pg_current_xact_id()::text::bigint)`,
      [newId(), workspace.id, event, userId, itemId, JSON.stringify({ itemKey: 'CI-1', title, dueOn: '2026-12-01' })],
    );
    await tx.query(`SELECT pg_notify('notifications', $1)`, [userId]);
  }
  const tellNow = (person: GivenPerson, title: string, itemId: string | null = null) =>
    product.sql.transaction((tx) => tell(tx, person, title, itemId));
  const titlesIn = (stream: EventStream) => stream.told.map(({ text }) => text.split(': ')[1]);

  it('brings what a person is told in any process, in his language, and nothing of others', async () => {
    const [ana, ben] = [
      await product.given.person(workspace, 'member'),
      await product.given.person(workspace, 'member'),
    ];
    const lead = await product.given.person(workspace, 'lead');
    const mine = await follow(ana.http, { 'accept-language': 'zh-CN' }, second);
    const his = await follow(ben.http);
    expect(mine.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-accel-buffering': 'no',
      'x-request-id': expect.any(String),
    });
    const item = await product.given.item(workspace, { ownerId: lead.userId });
    const task = { title: 'Call ten users', assigneeId: ana.userId, dueOn: '2026-12-01' };
    const added = await lead.http.post(`${workspace.path}/items/${item.key}/tasks`, task);
    expect(added.status).toBe(201);
    await product.settle();
    await mine.toldAtLeast(1);
    const listed = await ana.http.get<{ rows: object[] }>('/api/v1/me/notifications', { 'accept-language': 'zh-CN' });
    expect(mine.told).toEqual(listed.body.rows);
    expect(mine.told[0]?.text).toContain('有任务指派给您');
    await become('a sign of life comes', () => his.comments > 1);
    expect(his.events.map(({ type }) => type)).toEqual(['ready']);
  });

  it('goes on where the reader was, also with what a transaction wrote before and committed after he left', async () => {
    const ana = await product.given.person(workspace, 'member');
    const first = await follow(ana.http);
    await become('the stream is ready', () => first.lastEventId !== '');
    const slow = product.sql.createQueryRunner();
    await slow.startTransaction();
    await tell(slow.manager, ana, 'began first');
    await tellNow(ana, 'ended first');
    await first.toldAtLeast(1);
    first.close();
    await slow.commitTransaction();
    await slow.release();
    await tellNow(ana, 'while away');
    const next = await follow(ana.http, { 'last-event-id': first.lastEventId }, second);
    await next.toldAtLeast(2);
    await tellNow(ana, 'live again');
    await next.toldAtLeast(3);
    expect([...titlesIn(first), ...titlesIn(next)].sort()).toEqual([
      'began first',
      'ended first',
      'live again',
      'while away',
    ]);
    const last = await follow(ana.http, { 'last-event-id': next.lastEventId });
    await become('a sign of life comes', () => last.comments > 1);
    expect(last.told).toEqual([]);
  });

  it('says nothing of what the reader may not see any more when he comes back', async () => {
    const ana = await product.given.person(workspace, 'member');
    const item = await product.given.item(workspace);
    const first = await follow(ana.http);
    await become('the stream is ready', () => first.lastEventId !== '');
    first.close();
    await tellNow(ana, 'Zeppelin', item.id);
    await tellNow(ana, 'open to all');
    await product.sql.query('UPDATE items SET confidential = true WHERE id = $1', [item.id]);
    const next = await follow(ana.http, { 'last-event-id': first.lastEventId });
    await next.toldAtLeast(1);
    expect(titlesIn(next)).toEqual(['open to all']);
  });

  it('catches up after the connection that listens was lost', async () => {
    const ana = await product.given.person(workspace, 'member');
    const stream = await follow(ana.http);
    await isListening();
    await product.sql.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shewhart-listener' AND datname = current_database()`,
    );
    await tellNow(ana, 'while nobody listened');
    await stream.toldAtLeast(1);
    await tellNow(ana, 'heard again');
    await stream.toldAtLeast(2);
    expect(titlesIn(stream)).toEqual(['while nobody listened', 'heard again']);
  });

  it('ends with the session that opened it, when that runs out, and with the key', async () => {
    const [ana, ben] = [
      await product.given.person(workspace, 'member'),
      await product.given.person(workspace, 'member'),
    ];
    const [laptop, phone, tablet] = [
      await product.given.session(ana, 'laptop'),
      await product.given.session(ana, 'phone'),
      await product.given.session(ana, 'tablet'),
    ];
    const streams = await Promise.all([laptop, phone, tablet, ben.http].map((who) => follow(who)));
    await isListening();
    const idOf = async (agent: string) =>
      (
        await product.sql.query<{ id: string }[]>('SELECT id FROM sessions WHERE user_id = $1 AND user_agent = $2', [
          ana.userId,
          agent,
        ])
      )[0]?.id;
    expect((await laptop.post(`/api/v1/me/sessions/${await idOf('phone')}/revoke`)).status).toBeLessThan(300);
    await product.sql.query('UPDATE sessions SET expires_at = now() WHERE id = $1', [await idOf('tablet')]);
    await product.sql.query('UPDATE api_keys SET enabled = false WHERE reference_id = $1', [ben.userId]);
    await become('three streams end', () => streams.slice(1).every(({ isOver }) => isOver));
    expect(streams.map(({ isOver }) => isOver)).toEqual([false, true, true, true]);
    expect(streams[1]?.events.at(-1)).toMatchObject({ type: 'closed', data: '{"reason":"session_ended"}' });
  });

  it('of a reader that takes nothing delays nobody else, and tells him all of it when he reads again', async () => {
    const [slow, ana] = [
      await product.given.person(workspace, 'member'),
      await product.given.person(workspace, 'member'),
    ];
    const stuck = await follow(slow.http);
    const mine = await follow(ana.http);
    await become('the stream is ready', () => stuck.lastEventId !== '');
    stuck.response.pause();
    const long = 'x'.repeat(8_000);
    await product.sql.query(
      `INSERT INTO notifications (id, workspace_id, event_id, user_id, kind, subject_type, subject_id, params, created_at, transaction_id)
       SELECT ('0' || substr($1, 2, 23) || lpad(to_hex(n), 12, '0'))::uuid, $2, 5000000 + n, $3, 'task.assigned', 'task', 'x', $4, now(), pg_current_xact_id()::text::bigint
       FROM generate_series(1, 1500) AS n`,
      [newId(), workspace.id, slow.userId, JSON.stringify({ itemKey: 'CI-1', title: long, dueOn: '2026-12-01' })],
    );
    await tellNow(slow, 'the last');
    await tellNow(ana, 'at once');
    await mine.toldAtLeast(1);
    expect(stuck.told.length).toBeLessThan(1_000);
    stuck.response.resume();
    await stuck.toldAtLeast(1_501);
    expect(new Set(stuck.told.map(({ id }) => id)).size).toBe(1_501);
  });

  it('is refused without an account, from a place that is none, and beyond ten at a time', async () => {
    const ana = await product.given.person(workspace, 'member');
    expect((await product.stranger.get(STREAM)).status).toBe(401);
    for (const id of ['7', '1795500000000.9:3:', 'x'.repeat(3_000)]) {
      const refused = await ana.http.get(STREAM, { 'last-event-id': id, 'accept-language': 'zh-CN' });
      expect([refused.status, refused.body['errors']]).toMatchObject([
        400,
        [{ field: 'Last-Event-ID', message: '应为本事件流中某一事件的编号' }],
      ]);
    }
    for (let count = 0; count < 10; count += 1) await follow(ana.http);
    expect(await ana.http.get(STREAM)).toMatchObject({ status: 429, body: { code: 'too_many_streams' } });
    open[open.length - 1]?.close();
    await eventually(async () => (await ana.http.get(STREAM)).status === 200, 'there is room again');
  });

  it('does not keep the product from stopping', async () => {
    const ana = await product.given.person(workspace, 'member');
    const third = await startSpecProduct({ database: product.database });
    const stream = await follow(ana.http, {}, third);
    const began = Date.now();
    await third.stop();
    expect(Date.now() - began).toBeLessThan(15_000);
    expect(stream.events.at(-1)).toMatchObject({ type: 'closed', data: '{"reason":"shutdown"}' });
  });
});
