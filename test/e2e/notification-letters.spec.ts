import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ParsedMail } from 'mailparser';

import { newId } from '../../src/platform/database/index.js';
import { MailSender } from '../../src/platform/mail/index.js';
import { Reactions } from '../../src/platform/outbox/index.js';
import { eventually } from '../harness/eventually.js';
import {
  type Answer,
  type GivenPerson,
  type GivenWorkspace,
  MailServer,
  type SpecProduct,
  SPEC_NOW,
  startSpecProduct,
} from '../harness/index.js';

const STAGE = { en: 'pilot', 'zh-CN': '试点' };
const PREFERENCES = '/api/v1/me/notification-preferences';

interface Refused {
  readonly errors: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

describe('notifications by e-mail', () => {
  let server: MailServer;
  let product: SpecProduct;
  let workspace: GivenWorkspace;

  beforeAll(async () => {
    server = await MailServer.start();
    product = await startSpecProduct({
      config: { smtpUrl: server.url, smtpTimeoutMs: 2_000, publicUrl: 'https://shewhart.test' },
    });
    workspace = await product.given.workspace();
  });
  afterAll(async () => {
    await product.stop();
    await server.stop();
  });

  const choose = (person: GivenPerson, body: object, version = 0) => person.http.put(PREFERENCES, body, version);

  /** Something happened that this person is told of. @returns the id of the event */
  async function happens(
    type: 'task.assigned' | 'item.stage_advanced' | 'trigger.reaction_overdue',
    person: GivenPerson,
    facts: object = {},
    where = workspace,
  ): Promise<number> {
    const whom = { assigneeId: person.userId, ownerId: person.userId };
    const about = { subjectType: 'task', subjectId: newId(), itemId: null, actorId: null };
    const words = {
      itemKey: 'CI-1',
      key: 'CI-1',
      title: 'Call ten users',
      dueOn: '2026-12-01',
      stageName: STAGE,
      statusName: STAGE,
    };
    const [event] = await product.sql.query<{ id: number }[]>(
      `INSERT INTO outbox_events (workspace_id, type, payload, occurred_at) VALUES ($1, $2, $3, $4) RETURNING id`,
      [where.id, type, JSON.stringify({ ...about, ...whom, ...words, ...facts }), product.clock.now()],
    );
    await product.settle();
    return event?.id ?? 0;
  }
  /** Time passes; what is due is posted, and what is posted is sent. */
  async function after(by: { days?: number; hours?: number; minutes?: number }): Promise<void> {
    product.clock.advance(by);
    await product.sweep('post-notification-letters');
    await product.settle();
  }
  const lettersTo = ({ email }: GivenPerson): ParsedMail[] => server.to(email);
  const linkIn = (mail: ParsedMail | undefined) => {
    const { url } = (mail?.headers.get('list') as { unsubscribe: { url: string } } | undefined)?.unsubscribe ?? {
      url: '',
    };
    return url.replace('https://shewhart.test', '');
  };
  const toldOf = async (person: GivenPerson) =>
    (await person.http.get<{ rows: { id: string }[] }>('/api/v1/me/notifications')).body.rows;
  const logOf = async (person: GivenPerson, id = '') =>
    (await person.http.get<object[]>(`/api/v1/me/notifications/${id || (await toldOf(person))[0]?.id}/deliveries`))
      .body;

  beforeEach(() => product.clock.set(SPEC_NOW));

  describe('a person’s preferences', () => {
    it('are those of everybody until he says something else, as a whole and by the version he read', async () => {
      const ana = await product.given.person(workspace, 'member');
      const first = await ana.http.get(PREFERENCES);
      expect(first.body).toEqual({
        locale: null,
        timeZone: null,
        quietHours: null,
        digestAt: '08:00',
        email: { assignments: 'immediately', deadlines: 'digest', progress: 'digest', escalations: 'immediately' },
        workspaces: [],
        version: 0,
      });
      const said = {
        locale: 'zh-CN',
        timeZone: 'Europe/Berlin',
        quietHours: { from: '22:00', until: '07:00' },
        digestAt: '09:30',
        email: { progress: 'off' },
        workspaces: [{ workspace: workspace.slug, email: { deadlines: 'immediately' } }],
      };
      const saved = await choose(ana, said);
      expect(saved.headers.get('etag')).toBe('"1"');
      const all = { assignments: 'immediately', deadlines: 'digest', progress: 'off', escalations: 'immediately' };
      expect(saved.body).toEqual({
        ...said,
        email: all,
        workspaces: [{ workspace: workspace.slug, email: { ...all, deadlines: 'immediately' } }],
        version: 1,
      });
      expect((await choose(ana, {}, 0)).status).toBe(412);
      expect((await choose(ana, {}, 1)).body).toEqual({ ...first.body, version: 2 });
    });

    it('said by two at once are those of one of them', async () => {
      const ana = await product.given.person(workspace, 'member');
      const said = await Promise.all(['09:00', '10:00'].map((digestAt) => choose(ana, { digestAt })));
      expect(said.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('go with a person who is erased, and no letter goes to him any more', async () => {
      const [admin, ana] = [
        await product.given.person(workspace, 'admin'),
        await product.given.person(workspace, 'member'),
      ];
      await choose(ana, { timeZone: 'Europe/Berlin' });
      await happens('task.assigned', ana);
      const erased = await admin.http.post(`${workspace.path}/people/${ana.userId}/erase`, { reason: 'Asked for it' });
      expect(erased.status).toBeLessThan(300);
      await after({ minutes: 2 });
      const left = await product.sql.query<object[]>('SELECT 1 FROM notification_settings WHERE user_id = $1', [
        ana.userId,
      ]);
      expect(left).toEqual([]);
      expect(lettersTo(ana)).toEqual([]);
      const rows = await product.sql.query<object[]>("SELECT state FROM mails WHERE params->>'userId' = $1", [
        ana.userId,
      ]);
      expect(rows).toEqual([{ state: 'dropped' }]);
    });

    it('are refused with everything that is wrong, in the reader’s language', async () => {
      const ana = await product.given.person(workspace, 'member');
      const wrong = {
        locale: 'fr',
        timeZone: 'Mars/Olympus',
        quietHours: { from: '24:00', until: '7' },
        digestAt: 8,
        email: { deadlines: 'sometimes', gossip: 'off' },
      };
      const told = (await choose(ana, wrong)) as unknown as Answer<Refused>;
      expect(told.status).toBe(400);
      expect(told.body.errors.map(({ field }) => field).sort()).toEqual(
        ['locale', 'timeZone', 'quietHours.from', 'quietHours.until', 'digestAt', 'email.deadlines', 'email.gossip'].sort(),
      ); // prettier-ignore
      const elsewhere = await product.given.workspace();
      const contradictory = {
        quietHours: { from: '22:00', until: '22:00' },
        email: { escalations: 'off' },
        workspaces: [elsewhere.slug, workspace.slug, workspace.slug].map((slug) => ({
          workspace: slug,
          email: { escalations: 'digest' },
        })),
      };
      const chinese = await ana.http.call<Refused>('PUT', PREFERENCES, contradictory, {
        'if-match': '"0"',
        'accept-language': 'zh-CN',
      });
      expect(chinese.body.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
        'quietHours.until empty_span',
        'email.escalations always_on',
        'workspaces.0.email.escalations always_on',
        'workspaces.1.email.escalations always_on',
        'workspaces.2.email.escalations always_on',
        'workspaces.0.workspace unknown',
        'workspaces.2.workspace duplicate',
      ]);
      expect(chinese.body.errors.map(({ message }) => message)).toContain('不是您所在的工作区');
      expect((await ana.http.get(PREFERENCES)).body).toMatchObject({ version: 0 });
    });
  });
  describe('a letter', () => {
    it('tells in one what happened within two minutes, once, in the reader’s language, as text and as HTML', async () => {
      const ana = await product.given.person(workspace, 'member');
      await choose(ana, { locale: 'zh-CN' });
      await happens('task.assigned', ana, { title: '<b>Ask</b> {workspace}' });
      await after({ minutes: 1 });
      expect(lettersTo(ana)).toEqual([]);
      await happens('task.assigned', ana, { title: 'Measure again' });
      await after({ minutes: 1 });
      await after({ minutes: 5 });
      const [letter, ...others] = lettersTo(ana);
      expect(others).toEqual([]);
      expect(letter?.subject).toBe(`来自 ${workspace.slug} 的 2 条通知`);
      expect(letter?.text).toContain('- CI-1 有任务指派给您,截止 2026-12-01:<b>Ask</b> {workspace}\n- CI-1');
      expect(letter?.html).toContain('&lt;b&gt;Ask&lt;/b&gt; {workspace}</li>');
      expect(await logOf(ana)).toMatchObject([{ channel: 'email', state: 'sent', attempts: 1, reason: null }]);
    });

    it('is written in every language for who chose none', async () => {
      const ana = await product.given.person(workspace, 'member');
      await happens('task.assigned', ana);
      await after({ minutes: 2 });
      const [letter] = lettersTo(ana);
      expect(letter?.subject).toMatch(/^You owe CI-1 a task .* \/ CI-1 有任务/);
    });

    it('is sent once, whatever runs twice: the event, the sweep, the sender, at the same time or after a crash', async () => {
      const ana = await product.given.person(workspace, 'member');
      const event = await happens('task.assigned', ana);
      await product.sql.query('DELETE FROM outbox_effects WHERE event_id = $1', [event]);
      await product.sql.query('UPDATE outbox_events SET finished_at = NULL WHERE id = $1', [event]);
      await product.app.get(Reactions).runFor(event);
      product.clock.advance({ minutes: 3 });
      const sweep = () => product.sweep('post-notification-letters');
      await Promise.all([sweep(), sweep(), sweep()]);
      const sender = product.app.get(MailSender);
      await Promise.all([sender.sendDue(), sender.sendDue(), sweep()]);
      await after({ minutes: 5 });
      expect(lettersTo(ana)).toHaveLength(1);
      const posted = await product.sql.query<object[]>('SELECT 1 FROM mails WHERE recipient = $1', [ana.email]);
      expect(posted).toHaveLength(1);
    });

    it('says nothing of what the person has read, may not see any more, or has switched off since', async () => {
      const [ana, lead] = [
        await product.given.person(workspace, 'member'),
        await product.given.person(workspace, 'lead'),
      ];
      const item = await product.given.item(workspace, { title: 'Zeppelin', ownerId: lead.userId });
      await happens('task.assigned', ana, { title: 'Read already' });
      const [read] = await toldOf(ana);
      await ana.http.post(`/api/v1/me/notifications/${read?.id}/read`);
      await happens('task.assigned', ana, { title: 'Zeppelin', itemId: item.id });
      const [hidden] = await toldOf(ana);
      await product.sql.query('UPDATE items SET confidential = true WHERE id = $1', [item.id]);
      await after({ minutes: 2 });
      expect(lettersTo(ana)).toEqual([]);
      expect(await logOf(ana, read?.id)).toMatchObject([{ state: 'dropped', reason: 'already_read' }]);
      expect((await ana.http.get(`/api/v1/me/notifications/${hidden?.id}/deliveries`)).status).toBe(404);
      await happens('task.assigned', ana);
      await choose(ana, { email: { assignments: 'off' } });
      await after({ minutes: 2 });
      expect(await logOf(ana)).toMatchObject([{ state: 'dropped', reason: 'switched_off' }]);
      await product.sql.query('UPDATE memberships SET deactivated_at = now() WHERE user_id = $1', [lead.userId]);
      await happens('trigger.reaction_overdue', lead);
      await after({ minutes: 3 });
      expect([...lettersTo(ana), ...lettersTo(lead)]).toEqual([]);
    });

    it('waits for the end of quiet hours, over midnight, and so does one that failed before; escalations do not', async () => {
      const leader = await product.given.person(workspace, 'lead');
      await choose(leader, { quietHours: { from: '22:00', until: '07:00' } });
      product.clock.set(new Date('2026-11-18T13:57:00Z'));
      await happens('task.assigned', leader, { title: 'Refused at first' });
      server.refuseWith = 451;
      await after({ minutes: 2 });
      server.refuseWith = null;
      product.clock.set(new Date('2026-11-18T14:30:00Z'));
      await happens('task.assigned', leader, { title: 'At night' });
      await happens('trigger.reaction_overdue', leader, { title: 'Nobody came' });
      await after({ minutes: 3 });
      expect(lettersTo(leader).map(({ text }) => /Nobody came|At night|Refused/.exec(text ?? '')?.[0])).toEqual([
        'Nobody came',
      ]);
      await after({ hours: 8 });
      expect(lettersTo(leader)).toHaveLength(1);
      await after({ minutes: 30 });
      const morning = lettersTo(leader)
        .slice(1)
        .map(({ text }) => /Nobody came|At night|Refused/.exec(text ?? '')?.[0]);
      expect(morning.sort()).toEqual(['At night', 'Refused']);
    });
  });

  describe('the digest', () => {
    it('is one for a day, at its time by the reader’s own clock, of all his workspaces; without news there is none', async () => {
      const elsewhere = await product.given.workspace({ timeZone: 'Europe/Berlin' });
      const ana = await product.given.person(workspace, 'member');
      await product.given.membership(elsewhere, ana, 'member');
      await choose(ana, { timeZone: 'America/New_York', digestAt: '09:00', locale: 'en' });
      await happens('item.stage_advanced', ana, { title: 'Here' });
      await happens('item.stage_advanced', ana, { title: 'There' }, elsewhere);
      product.clock.set(new Date('2026-11-18T13:59:00Z'));
      await after({ minutes: 0 });
      expect(lettersTo(ana)).toEqual([]);
      await after({ minutes: 1 });
      await after({ minutes: 1 });
      expect(lettersTo(ana).map(({ subject }) => subject)).toEqual(['Your digest: 2 notifications']);
      expect(lettersTo(ana)[0]?.text).toMatch(
        new RegExp(`${workspace.slug}: Progress[^]*Here[^]*${elsewhere.slug}: Progress[^]*There`),
      );
      await after({ days: 1 });
      await after({ days: 1 });
      expect(lettersTo(ana)).toHaveLength(1);
    });

    it('of three days on which nothing ran is one, and the next is that of the next day', async () => {
      const ana = await product.given.person(workspace, 'member');
      await choose(ana, { locale: 'en' });
      for (const title of ['Monday', 'Tuesday', 'Wednesday']) {
        await happens('item.stage_advanced', ana, { title });
        product.clock.advance({ days: 1 });
      }
      const sweep = () => product.sweep('post-notification-letters');
      await Promise.all([sweep(), sweep()]);
      await after({ minutes: 1 });
      await happens('item.stage_advanced', ana, { title: 'Thursday' });
      await after({ hours: 1 });
      expect(lettersTo(ana).map(({ subject }) => subject)).toEqual(['Your digest: 3 notifications']);
      await after({ days: 1 });
      expect(lettersTo(ana).map(({ text }) => /Thursday/.test(text ?? ''))).toEqual([false, true]);
    });

    it('whose day has gone out already leaves late news to that of the next', async () => {
      const ana = await product.given.person(workspace, 'member');
      await happens('item.stage_advanced', ana, { title: 'First' });
      await after({ days: 1 });
      await happens('item.stage_advanced', ana, { title: 'Late' });
      // As if it had been told before the digest was sent, in a transaction that ended after it.
      await product.sql.query(
        `UPDATE notification_deliveries SET due_at = $2 WHERE user_id = $1 AND state = 'waiting'`,
        [ana.userId, SPEC_NOW],
      );
      await after({ hours: 1 });
      expect(lettersTo(ana)).toHaveLength(1);
      await after({ days: 1 });
      expect(lettersTo(ana)).toHaveLength(2);
    });
  });

  describe('the way out of letters', () => {
    const post = (path: string, type = 'application/x-www-form-urlencoded', form = 'List-Unsubscribe=One-Click') =>
      fetch(`${product.url}${path}`, { method: 'POST', headers: { 'content-type': type }, body: form });

    it('is one click without signing in, by a POST alone, for the kind of the letter in its workspace', async () => {
      const ana = await product.given.person(workspace, 'member');
      await happens('task.assigned', ana);
      await after({ minutes: 2 });
      const [letter] = lettersTo(ana);
      expect(letter?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line).toBe(
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      );
      const link = linkIn(letter);
      expect(letter?.text).toContain(link);
      const shown = await product.stranger.get<string>(link, { 'accept-language': 'zh-CN' });
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(shown.body).toContain('停止接收');
      expect((await ana.http.get(PREFERENCES)).body).toMatchObject({ version: 0 });
      expect((await post(link)).status).toBe(200);
      const boundary = '--b\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
      expect((await post(link, 'multipart/form-data; boundary=b', boundary)).status).toBe(200);
      expect((await ana.http.get(PREFERENCES)).body).toMatchObject({
        email: { assignments: 'immediately' },
        workspaces: [{ workspace: workspace.slug, email: { assignments: 'off', deadlines: 'digest' } }],
      });
      await happens('task.assigned', ana);
      await after({ minutes: 2 });
      expect(lettersTo(ana)).toHaveLength(1);
      expect(await logOf(ana)).toMatchObject([{ state: 'dropped', reason: 'switched_off', attempts: 0 }]);
    });

    it('of a digest ends the digest, and nothing else', async () => {
      const ana = await product.given.person(workspace, 'member');
      await happens('item.stage_advanced', ana);
      await after({ days: 1 });
      expect((await post(linkIn(lettersTo(ana)[0]))).status).toBe(200);
      expect((await ana.http.get(PREFERENCES)).body).toMatchObject({
        email: { assignments: 'immediately', deadlines: 'off', progress: 'off', escalations: 'immediately' },
      });
    });

    it('is in no letter that cannot be switched off', async () => {
      const lead = await product.given.person(workspace, 'lead');
      await happens('trigger.reaction_overdue', lead);
      await after({ minutes: 2 });
      const [letter] = lettersTo(lead);
      expect(letter?.headers.has('list')).toBe(false);
      expect(letter?.text).toContain('cannot be switched off');
    });

    it('opens to nobody with a token that we did not make, and forms are taken nowhere else', async () => {
      const forged = Buffer.from(JSON.stringify({ userId: 'x', digest: true })).toString('base64url');
      for (const token of [`${forged}.${'A'.repeat(43)}`, forged, '.', 'a.b.c']) {
        expect((await product.stranger.get(`/api/v1/unsubscribe?token=${token}`)).status).toBe(404);
        expect((await post(`/api/v1/unsubscribe?token=${token}`)).status).toBe(404);
      }
      expect((await post('/api/v1/unsubscribe')).status).toBe(400);
      expect((await post('/api/v1/setup')).status).toBe(415);
    });
  });

  describe('a receiver', () => {
    it('at which the mail server hangs or hangs up delays nobody else, and is tried again', async () => {
      const [stuck, gone, ana] = await Promise.all([1, 2, 3].map(() => product.given.person(workspace, 'member')));
      if (!stuck || !gone || !ana) throw new Error('three people were given');
      server.hangsAt.add(stuck.email);
      server.dropsAt.add(gone.email);
      for (const person of [stuck, gone, ana]) await happens('task.assigned', person);
      product.clock.advance({ minutes: 2 });
      await product.sweep('post-notification-letters');
      let isOver = false;
      const sending = product.app
        .get(MailSender)
        .sendDue()
        .finally(() => (isOver = true));
      await eventually(() => Promise.resolve(lettersTo(ana).length > 0), 'the letter of another arrives');
      expect(isOver).toBe(false);
      expect((await sending).failures).toHaveLength(2);
      for (const person of [stuck, gone]) {
        expect(await logOf(person)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
      }
      server.hangsAt.clear();
      server.dropsAt.clear();
      await after({ minutes: 1 });
      for (const person of [stuck, gone, ana]) expect(lettersTo(person)).toHaveLength(1);
    });
  });

  describe('the log of deliveries', () => {
    it('shows an admin all of them, and nobody’s address', async () => {
      const elsewhere = await product.given.workspace();
      const [admin, ana] = [
        await product.given.person(elsewhere, 'admin'),
        await product.given.person(elsewhere, 'member'),
      ];
      await choose(ana, { email: { progress: 'off' } });
      await happens('item.stage_advanced', ana, {}, elsewhere);
      product.clock.advance({ minutes: 1 });
      await happens('task.assigned', ana, {}, elsewhere);
      server.refuseWith = 550;
      await after({ minutes: 2 });
      server.refuseWith = null;
      const path = `${elsewhere.path}/notification-deliveries`;
      const all = await admin.http.get<{ rows: { reason: string }[]; nextCursor: string }>(`${path}?limit=1`);
      expect(all.body.rows).toMatchObject([
        { userId: ana.userId, kind: 'task.assigned', state: 'failed', attempts: 1 },
      ]);
      expect(all.body.rows[0]?.reason).toContain('550');
      const next = await admin.http.get(`${path}?limit=1&cursor=${all.body.nextCursor}`);
      expect(next.body).toMatchObject({ rows: [{ state: 'dropped', reason: 'switched_off' }], nextCursor: null });
      expect(JSON.stringify([all.body, next.body])).not.toContain('@');
      expect((await admin.http.get(`${path}?state=failed&userId=${ana.userId}`)).body).toMatchObject({
        rows: [{ state: 'failed' }],
      });
      expect((await admin.http.get(`${path}?state=lost`)).status).toBe(400);
      expect((await ana.http.get(path)).status).toBe(403);
      const [mine] = await toldOf(ana);
      expect((await admin.http.get(`/api/v1/me/notifications/${mine?.id}/deliveries`)).status).toBe(404);
    });

    it('is kept for three months', async () => {
      const ana = await product.given.person(workspace, 'member');
      await happens('task.assigned', ana);
      await after({ minutes: 2 });
      await after({ days: 89 });
      await product.sweep('remove-stale');
      expect(await logOf(ana)).toMatchObject([{ state: 'sent' }]);
      product.clock.advance({ days: 2 });
      await product.sweep('remove-stale');
      expect(await logOf(ana)).toEqual([]);
    });
  });
});
