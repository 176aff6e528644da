import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { newId } from '../../src/platform/database/index.js';
import {
  type GivenPerson,
  type GivenWorkspace,
  type Json,
  MailServer,
  SPEC_NOW,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

/** The mail server says that there is no such mailbox. */
const NO_MAILBOX = 550;

describe('a letter that will never arrive', () => {
  let server: MailServer;
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let member: GivenPerson;

  beforeAll(async () => {
    server = await MailServer.start();
    product = await startSpecProduct({ config: { smtpUrl: server.url, smtpTimeoutMs: 2_000 } });
  });
  afterAll(async () => {
    await product.stop();
    await server.stop();
  });
  beforeEach(async () => {
    product.clock.set(SPEC_NOW);
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
    member = await product.given.person(workspace, 'member');
  });

  const assigned = async () => {
    const about = { subjectType: 'task', subjectId: newId(), itemId: null, actorId: null };
    const facts = { itemKey: 'CI-1', title: 'Call ten users', dueOn: '2026-12-01', assigneeId: member.userId };
    await product.sql.query(
      `INSERT INTO outbox_events (workspace_id, type, payload, occurred_at) VALUES ($1, 'task.assigned', $2, $3)`,
      [workspace.id, JSON.stringify({ ...about, ...facts }), product.clock.now()],
    );
    await product.settle();
  };
  /** What is due is posted and sent while the mail server takes nothing, and the sweep hears how it went. */
  const refused = async () => {
    server.refuseWith = NO_MAILBOX;
    await post();
    server.refuseWith = null;
  };
  const post = async () => {
    product.clock.advance({ minutes: 3 });
    await product.sweep('post-notification-letters');
    await product.settle();
    await product.sweep('post-notification-letters');
  };
  const reported = async () => {
    await Promise.all([product.sweep('report-failures'), product.sweep('report-failures')]);
    await product.settle();
  };
  const toldTo = async ({ http }: GivenPerson, language = 'en') => {
    const { body } = await http.get<{ rows: { kind: string; text: string }[] }>('/api/v1/me/notifications', {
      'accept-language': language,
    });
    return body.rows.filter(({ kind }) => kind.endsWith('.gave_up')).map(({ text }) => text);
  };

  it('is told to the admins once, however many things it told, in the product itself', async () => {
    await assigned();
    await assigned();
    await refused();
    await reported();
    await reported();
    const [text, ...more] = await toldTo(admin);
    expect(more).toEqual([]);
    expect(text).toMatch(/^E-mails to members could not be delivered and were given up \(1\): .*550/);
    expect(text).not.toContain('@');
    expect((await toldTo(admin, 'zh-CN'))[0]).toMatch(/^有 1 封发给成员的邮件无法送达,已放弃:/);
    expect(await toldTo(member)).toEqual([]);
    // The next one that fails is news again.
    await assigned();
    await refused();
    await reported();
    expect(await toldTo(admin)).toHaveLength(2);
  });

  it('and told of a letter that told of it to nobody, or it would never end', async () => {
    await assigned();
    await refused();
    await reported();
    await refused();
    await reported();
    const failed = await admin.http.get<{ rows: Json[] }>(`${workspace.path}/notification-deliveries?state=failed`);
    expect(failed.body.rows.map(({ kind }) => kind)).toEqual(['mail.gave_up', 'task.assigned']);
    expect(await toldTo(admin)).toHaveLength(1);
  });

  it('is not told while it is still tried', async () => {
    await assigned();
    server.refuseWith = 451;
    await post();
    server.refuseWith = null;
    await reported();
    expect(await toldTo(admin)).toEqual([]);
  });

  it('may be an invitation: the admins hear of it once for each time it was sent, until it is used or taken back', async () => {
    const invite = () =>
      admin.http.post<{ invitation: { id: string } } & Json>(`${workspace.path}/members`, {
        email: `lost-${newId()}@example.test`,
        name: 'Dana',
        role: 'lead',
      });
    server.refuseWith = NO_MAILBOX;
    await invite();
    await product.settle();
    await reported();
    await reported();
    const text =
      'The e-mails of invitations could not be delivered (1), as: lead. Check the address, and send it again.';
    expect(await toldTo(admin)).toEqual([text]);
    const [open] = (await admin.http.get<Json[]>(`${workspace.path}/invitations`)).body;
    const act = (name: string) => admin.http.post(`${workspace.path}/invitations/${String(open?.['id'])}/${name}`, {});
    expect((await act('resend')).status).toBeLessThan(300);
    await product.settle();
    await reported();
    expect(await toldTo(admin)).toEqual([text, text]);
    await act('resend');
    await product.settle();
    expect((await act('revoke')).status).toBeLessThan(300);
    await reported();
    expect(await toldTo(admin)).toHaveLength(2);
    server.refuseWith = null;
  });
});
