import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook as Verifier } from 'standardwebhooks';

import { WebhookSender } from '../../src/modules/webhooks/index.js';
import { type HookReceiver, startHookReceiver } from '../harness/hook-receiver.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Webhook {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly secret: string;
}
interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly type: string;
  readonly lastError: string | null;
}
type Refusal = Readonly<{ code: string; errors: { field: string; code: string; message: string }[] }>;

describe('webhooks', () => {
  let product: SpecProduct;
  let receiver: HookReceiver;
  let slow: HookReceiver;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let lead: GivenPerson;

  beforeAll(async () => {
    receiver = await startHookReceiver();
    slow = await startHookReceiver();
    product = await startSpecProduct({ config: { webhookAllowedHosts: [receiver.host, slow.host] } });
  });
  afterAll(async () => {
    await product.stop();
    await receiver.stop();
    await slow.stop();
  });
  beforeEach(async () => {
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
    lead = await product.given.person(workspace, 'lead');
  });
  afterEach(() => {
    (receiver.received as unknown[]).length = 0;
    receiver.answer = (response) => void response.writeHead(204).end();
  });

  const path = (rest: string): string => `${workspace.path}/${rest}`;
  const create = async (fields: object = {}): Promise<Webhook> => {
    const body = { name: 'Data platform', url: receiver.url, events: ['item.*'], ...fields };
    return (await admin.http.post<Webhook>(path('webhooks'), body)).body;
  };
  const open = (title: string, fields: object = {}) =>
    lead.http.post<{ key: string }>(path('items'), { title, type: 'metric_anomaly', ...fields });
  /** Lets committed events reach the queue and sends what is due. */
  const send = async (): Promise<number> => {
    await product.settle();
    return product.app.get(WebhookSender).sendDue();
  };
  const deliveries = async ({ id }: Webhook, query = ''): Promise<Delivery[]> =>
    (await admin.http.get<{ items: Delivery[] }>(path(`webhooks/${id}/deliveries${query}`))).body.items;

  it('brings each event once, signed so that the public library accepts it', async () => {
    const webhook = await create();
    expect(webhook.secret).toMatch(/^whsec_/);
    const { key } = (await open('Cost per click is too high')).body;
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    const [message] = receiver.received;
    const headers = message?.headers as Record<string, string>;
    // The product's clock is the spec's, and the library looks at its own.
    const verifier = new Verifier(webhook.secret);
    const signed = verifier.sign(headers['webhook-id'] ?? '', product.clock.now(), message?.body ?? '');
    expect(headers['webhook-signature']).toBe(signed);
    expect(JSON.parse(message?.body ?? '')).toMatchObject({ type: 'item.opened', data: { key } });
    const shown = await admin.http.get(path(`webhooks/${webhook.id}`));
    expect(JSON.stringify(shown.body)).not.toContain('whsec_');
    const [row] = await product.sql.query<{ told: string }[]>('SELECT w::text AS told FROM webhooks w WHERE id = $1', [
      webhook.id,
    ]);
    expect(row?.told).not.toContain(webhook.secret);
  });

  it('tells only of what was asked for, and never of what is confidential', async () => {
    const webhook = await create({ events: ['task.*'] });
    await open('Nobody asked for items');
    expect(await send()).toBe(0);
    await admin.http.patch(path(`webhooks/${webhook.id}`), { events: ['*'] }, webhook.version);
    const { body } = await open('Between us', { confidential: true });
    await send();
    expect(receiver.received.filter((message) => message.body.includes(body.key))).toEqual([]);
  });

  it('tries again with growing pauses, gives up after ten, and sends again by hand as the same message', async () => {
    receiver.answer = (response) => void response.writeHead(500).end('broken');
    const webhook = await create();
    await open('Nobody hears it');
    await send();
    const [first] = await deliveries(webhook);
    expect(first).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'answered 500' });
    expect(await send()).toBe(0);
    // The pauses of the plan, each with the tenth by which it may be longer.
    for (const pause of [6, 330, 1_980, 7_920, 19_800, 39_600, 55_440, 79_200, 95_040]) {
      product.clock.advance({ minutes: pause / 60 });
      expect(await send()).toBe(1);
    }
    const [dead] = await deliveries(webhook, '?state=dead');
    expect(dead).toMatchObject({ attempts: 10 });
    const detail = await admin.http.get<{ log: { status: number; answer: string }[] }>(
      path(`webhook-deliveries/${dead?.id}`),
    );
    expect(detail.body.log).toHaveLength(10);
    expect(detail.body.log[0]).toMatchObject({ status: 500, answer: 'broken' });
    for (let run = 0; run < 2; run += 1) {
      await product.sweep('report-failures');
      await product.settle();
    }
    const told = await admin.http.get<{ rows: { text: string }[] }>('/api/v1/me/notifications');
    expect(told.body.rows.map(({ text }) => text)).toEqual([
      'Messages to other systems were given up and can be sent again (1): Data platform',
    ]);

    product.clock.advance({ days: 2 });
    await open('Nobody hears this one either');
    await send();
    receiver.answer = (response) => void response.writeHead(200).end();
    const stopped = (await admin.http.get<Webhook>(path(`webhooks/${webhook.id}`))).body;
    expect(stopped).toMatchObject({ state: 'stopped', stoppedBecause: 'nothing has arrived for five days' });
    await product.settle();
    const chinese = await admin.http.get<{ rows: { text: string }[] }>('/api/v1/me/notifications', {
      'accept-language': 'zh-CN',
    });
    expect(chinese.body.rows[0]?.text).toBe(
      'Webhook“Data platform”已停用:连续五天没有任何消息送达。重新启用之前不再发送任何消息。',
    );
    await admin.http.patch(path(`webhooks/${webhook.id}`), { state: 'active' }, stopped.version);
    expect((await admin.http.post(path(`webhook-deliveries/${dead?.id}/send-again`))).status).toBe(200);
    await send();
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']).filter((id) => id === dead?.id);
    expect(ids).toHaveLength(11);
    expect((await deliveries(webhook, '?state=delivered')).map(({ id }) => id)).toContain(dead?.id);
  });

  it('replays what was given up since an instant, and what had arrived on demand', async () => {
    const webhook = await create();
    await open('First');
    await send();
    const since = new Date(product.clock.now().getTime() - 1_000).toISOString();
    const replay = (body: object) => admin.http.post<{ count: number }>(path(`webhooks/${webhook.id}/replay`), body);
    expect((await replay({ since })).body).toEqual({ count: 0 });
    expect((await replay({ since, deliveredToo: true })).body).toEqual({ count: 1 });
    expect(await send()).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(receiver.received).toHaveLength(2);
  });

  it('stops at a receiver that says it is gone', async () => {
    receiver.answer = (response) => void response.writeHead(410).end();
    const webhook = await create();
    await open('Too late');
    await send();
    expect((await admin.http.get(path(`webhooks/${webhook.id}`))).body).toMatchObject({
      state: 'stopped',
      stoppedBecause: 'the receiver answered 410: it is gone',
    });
    await open('Nobody is told');
    expect(await send()).toBe(0);
    // The admins are, in the product, and so is the trail; once.
    const told = await admin.http.get<{ rows: { text: string }[] }>('/api/v1/me/notifications');
    expect(told.body.rows.map(({ text }) => text)).toEqual([
      'Webhook “Data platform” was stopped: the receiver answered 410: it is gone. Nothing is sent there until you set it active again.',
    ]);
    expect((await lead.http.get<{ rows: object[] }>('/api/v1/me/notifications')).body.rows).toEqual([]);
    const trail = await admin.http.get<{ rows: object[] }>(path('audit/events?action=webhook.stopped'));
    expect(trail.body.rows).toMatchObject([
      {
        subjectType: 'webhook',
        subjectId: webhook.id,
        actorId: null,
        changes: { state: { from: 'active', to: 'stopped' } },
      },
    ]);
  });

  it('calls no address inside our network, and follows no redirect there', async () => {
    const inside = await create({ url: 'http://127.0.0.1:9/' });
    receiver.answer = (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    const redirected = await create();
    await open('Trying to get in');
    await send();
    const [refused] = await deliveries(inside);
    expect(refused).toMatchObject({ state: 'dead' });
    expect(refused?.lastError).toContain('not on the public internet');
    expect(await deliveries(redirected)).toMatchObject([{ state: 'waiting', lastError: 'answered 302' }]);
  });

  it('lets a receiver that does not answer delay no other', async () => {
    const waiting: (() => void)[] = [];
    slow.answer = (response) => void waiting.push(() => response.writeHead(200).end());
    const stuck = await create({ url: slow.url });
    const quick = await create();
    for (let n = 0; n < 6; n += 1) await open(`Item ${n}`);
    await product.settle();
    const sender = product.app.get(WebhookSender);
    const all = sender.sendDue();
    await until(async () => (await deliveries(quick, '?state=delivered')).length === 4);
    // Its four places are taken; the other receiver goes on.
    void sender.sendDue();
    await until(async () => (await deliveries(quick, '?state=delivered')).length === 6);
    expect(slow.received).toHaveLength(4);
    while (slow.received.length < 6 || waiting.length > 0) {
      waiting.splice(0).forEach((answer) => answer());
      void sender.sendDue();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await all;
    await until(async () => (await deliveries(stuck, '?state=delivered')).length === 6);
  });

  it('is sent once by four workers at the same time', async () => {
    await create();
    for (let n = 0; n < 8; n += 1) await open(`Item ${n}`);
    await product.settle();
    const senders = [1, 2, 3, 4].map(() => product.app.get(WebhookSender).sendDue());
    await Promise.all(senders);
    await send();
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(8);
    expect(new Set(ids).size).toBe(8);
  });

  it('speaks to a group robot in its form and language, and hears when the robot refuses', async () => {
    receiver.answer = (response) => void response.writeHead(200).end('{"code":19021,"msg":"sign match fail"}');
    const webhook = await create({ format: 'feishu', secret: 'robot', locale: 'zh-CN' });
    const { key } = (await open('点击成本过高')).body;
    await send();
    const told = JSON.parse(receiver.received[0]?.body ?? '') as { sign: string; content: { text: string } };
    expect(told.content.text).toBe(`新建改进项目 ${key}:点击成本过高`);
    expect(told.sign).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(await deliveries(webhook)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
  });

  it('is tried out with a test message', async () => {
    const webhook = await create();
    expect((await admin.http.post(path(`webhooks/${webhook.id}/test`))).status).toBe(201);
    await send();
    expect(receiver.received).toHaveLength(1);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'webhook.tested' });
  });

  it('gets a new secret, and signs with it from then on', async () => {
    const webhook = await create();
    const renewed = await admin.http.call<Webhook>(
      'POST',
      path(`webhooks/${webhook.id}/secret`),
      {},
      { 'if-match': '"1"' },
    );
    expect(renewed.body.secret).not.toBe(webhook.secret);
    await open('Signed anew');
    await send();
    const [message] = receiver.received;
    const id = String(message?.headers['webhook-id']);
    const signature = new Verifier(renewed.body.secret).sign(id, product.clock.now(), message?.body ?? '');
    expect(message?.headers['webhook-signature']).toBe(signature);
  });

  it('is the admin’s alone, behind the wall of the workspace, and refuses every wrong field at once', async () => {
    const webhook = await create();
    expect((await lead.http.get(path('webhooks'))).status).toBe(403);
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'admin');
    for (const rest of ['', '/deliveries']) {
      expect((await stranger.http.get(`${elsewhere.path}/webhooks/${webhook.id}${rest}`)).status).toBe(404);
    }
    const wrong = { name: 'x', url: 'ftp://example.com', events: ['Items'], secret: 'mine' };
    const refused = await admin.http.with({ 'accept-language': 'zh-CN' }).post<Refusal>(path('webhooks'), wrong);
    expect(refused.body.errors.map(({ field, code }) => ({ field, code }))).toEqual([
      { field: 'url', code: 'not_web' },
      { field: 'events.0', code: 'bad_pattern' },
      { field: 'secret', code: 'own_secret' },
    ]);
    expect((await admin.http.patch(path(`webhooks/${webhook.id}`), { name: 'y' }, 9)).status).toBe(412);
    const history = await admin.http.get<{ items: { changes: object }[] }>(path('audit/events?subjectType=webhook'));
    expect(JSON.stringify(history.body)).not.toContain('/hook');
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen within ten seconds');
}
