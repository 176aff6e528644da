import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { MailSender } from '../../src/platform/mail/index.js';
import { Reactions } from '../../src/platform/outbox/index.js';
import { LetterWorld } from '../factories/letter-world.js';
import { eventually } from '../harness/eventually.js';

describe('notifications by e-mail', () => {
  let letters: LetterWorld;

  beforeAll(async () => {
    letters = await LetterWorld.start();
  });
  afterAll(() => letters.stop());
  beforeEach(() => letters.resetClock());

  describe('a letter', () => {
    it('tells in one what happened within two minutes, once, in the reader’s language, as text and as HTML', async () => {
      const ana = await letters.product.given.person(letters.workspace, 'member');
      await letters.choose(ana, { locale: 'zh-CN' });
      await letters.happens('task.assigned', ana, { title: '<b>Ask</b> {workspace}' });
      await letters.after({ minutes: 1 });
      expect(letters.lettersTo(ana)).toEqual([]);
      await letters.happens('task.assigned', ana, { title: 'Measure again' });
      await letters.after({ minutes: 1 });
      await letters.after({ minutes: 5 });
      const [letter, ...others] = letters.lettersTo(ana);
      expect(others).toEqual([]);
      expect(letter?.subject).toBe(`来自 ${letters.workspace.slug} 的 2 条通知`);
      expect(letter?.text).toContain('- CI-1 有任务指派给您,截止 2026-12-01:<b>Ask</b> {workspace}\n- CI-1');
      expect(letter?.html).toContain('&lt;b&gt;Ask&lt;/b&gt; {workspace}</li>');
      expect(await letters.logOf(ana)).toMatchObject([{ channel: 'email', state: 'sent', attempts: 1, reason: null }]);
    });

    it('is written in every language for who chose none', async () => {
      const ana = await letters.product.given.person(letters.workspace, 'member');
      await letters.happens('task.assigned', ana);
      await letters.after({ minutes: 2 });
      const [letter] = letters.lettersTo(ana);
      expect(letter?.subject).toMatch(/^You owe CI-1 a task .* \/ CI-1 有任务/);
    });

    it('is sent once, whatever runs twice: the event, the sweep, the sender, at the same time or after a crash', async () => {
      const ana = await letters.product.given.person(letters.workspace, 'member');
      const event = await letters.happens('task.assigned', ana);
      await letters.product.sql.query('DELETE FROM outbox_effects WHERE event_id = $1', [event]);
      await letters.product.sql.query('UPDATE outbox_events SET finished_at = NULL WHERE id = $1', [event]);
      await letters.product.app.get(Reactions).runFor(event);
      letters.product.clock.advance({ minutes: 3 });
      const sweep = () => letters.product.sweep('post-notification-letters');
      await Promise.all([sweep(), sweep(), sweep()]);
      const sender = letters.product.app.get(MailSender);
      await Promise.all([sender.sendDue(), sender.sendDue(), sweep()]);
      await letters.after({ minutes: 5 });
      expect(letters.lettersTo(ana)).toHaveLength(1);
      const posted = await letters.product.sql.query<object[]>('SELECT 1 FROM mails WHERE recipient = $1', [ana.email]);
      expect(posted).toHaveLength(1);
    });

    it('says nothing of what the person has read, may not see any more, or has switched off since', async () => {
      const [ana, lead] = [
        await letters.product.given.person(letters.workspace, 'member'),
        await letters.product.given.person(letters.workspace, 'lead'),
      ];
      const item = await letters.product.given.item(letters.workspace, { title: 'Zeppelin', ownerId: lead.userId });
      await letters.happens('task.assigned', ana, { title: 'Read already' });
      const [read] = await letters.toldOf(ana);
      await ana.http.post(`/api/v1/me/notifications/${read?.id}/read`);
      await letters.happens('task.assigned', ana, { title: 'Zeppelin', itemId: item.id });
      const [hidden] = await letters.toldOf(ana);
      await letters.product.sql.query('UPDATE items SET confidential = true WHERE id = $1', [item.id]);
      await letters.after({ minutes: 2 });
      expect(letters.lettersTo(ana)).toEqual([]);
      expect(await letters.logOf(ana, read?.id)).toMatchObject([{ state: 'dropped', reason: 'already_read' }]);
      expect((await ana.http.get(`/api/v1/me/notifications/${hidden?.id}/deliveries`)).status).toBe(404);
      await letters.happens('task.assigned', ana);
      await letters.choose(ana, { email: { assignments: 'off' } });
      await letters.after({ minutes: 2 });
      expect(await letters.logOf(ana)).toMatchObject([{ state: 'dropped', reason: 'switched_off' }]);
      await letters.product.sql.query('UPDATE memberships SET deactivated_at = now() WHERE user_id = $1', [
        lead.userId,
      ]);
      await letters.happens('trigger.reaction_overdue', lead);
      await letters.after({ minutes: 3 });
      expect([...letters.lettersTo(ana), ...letters.lettersTo(lead)]).toEqual([]);
    });

    it('waits for the end of quiet hours, over midnight, and so does one that failed before; escalations do not', async () => {
      const leader = await letters.product.given.person(letters.workspace, 'lead');
      await letters.choose(leader, { quietHours: { from: '22:00', until: '07:00' } });
      letters.product.clock.set(new Date('2026-11-18T13:57:00Z'));
      await letters.happens('task.assigned', leader, { title: 'Refused at first' });
      letters.server.refuseWith = 451;
      await letters.after({ minutes: 2 });
      letters.server.refuseWith = null;
      letters.product.clock.set(new Date('2026-11-18T14:30:00Z'));
      await letters.happens('task.assigned', leader, { title: 'At night' });
      await letters.happens('trigger.reaction_overdue', leader, { title: 'Nobody came' });
      await letters.after({ minutes: 3 });
      expect(letters.lettersTo(leader).map(({ text }) => /Nobody came|At night|Refused/.exec(text ?? '')?.[0])).toEqual(
        ['Nobody came'],
      );
      await letters.after({ hours: 8 });
      expect(letters.lettersTo(leader)).toHaveLength(1);
      await letters.after({ minutes: 30 });
      const morning = letters
        .lettersTo(leader)
        .slice(1)
        .map(({ text }) => /Nobody came|At night|Refused/.exec(text ?? '')?.[0]);
      expect(morning.sort()).toEqual(['At night', 'Refused']);
    });
  });

  describe('a receiver', () => {
    it('at which the mail server hangs or hangs up delays nobody else, and is tried again', async () => {
      const [stuck, gone, ana] = await Promise.all(
        [1, 2, 3].map(() => letters.product.given.person(letters.workspace, 'member')),
      );
      if (!stuck || !gone || !ana) throw new Error('three people were given');
      letters.server.hangsAt.add(stuck.email);
      letters.server.dropsAt.add(gone.email);
      for (const person of [stuck, gone, ana]) await letters.happens('task.assigned', person);
      letters.product.clock.advance({ minutes: 2 });
      await letters.product.sweep('post-notification-letters');
      let isOver = false;
      const sending = letters.product.app
        .get(MailSender)
        .sendDue()
        .finally(() => (isOver = true));
      await eventually(() => Promise.resolve(letters.lettersTo(ana).length > 0), 'the letter of another arrives');
      expect(isOver).toBe(false);
      expect((await sending).failures).toHaveLength(2);
      for (const person of [stuck, gone]) {
        expect(await letters.logOf(person)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
      }
      letters.server.hangsAt.clear();
      letters.server.dropsAt.clear();
      await letters.after({ minutes: 1 });
      for (const person of [stuck, gone, ana]) expect(letters.lettersTo(person)).toHaveLength(1);
    });
  });
});
