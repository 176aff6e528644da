import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { LetterWorld } from '../factories/letter-world.js';
import { SPEC_NOW } from '../harness/index.js';

describe('the digest by e-mail', () => {
  let letters: LetterWorld;

  beforeAll(async () => {
    letters = await LetterWorld.start();
  });
  afterAll(() => letters.stop());
  beforeEach(() => letters.resetClock());

  it('is one for a day, at its time by the reader’s own clock, of all his workspaces; without news there is none', async () => {
    const elsewhere = await letters.product.given.workspace({ timeZone: 'Europe/Berlin' });
    const ana = await letters.product.given.person(letters.workspace, 'member');
    await letters.product.given.membership(elsewhere, ana, 'member');
    await letters.choose(ana, { timeZone: 'America/New_York', digestAt: '09:00', locale: 'en' });
    await letters.happens('item.stage_advanced', ana, { title: 'Here' });
    await letters.happens('item.stage_advanced', ana, { title: 'There' }, elsewhere);
    letters.product.clock.set(new Date('2026-11-18T13:59:00Z'));
    await letters.after({ minutes: 0 });
    expect(letters.lettersTo(ana)).toEqual([]);
    await letters.after({ minutes: 1 });
    await letters.after({ minutes: 1 });
    expect(letters.lettersTo(ana).map(({ subject }) => subject)).toEqual(['Your digest: 2 notifications']);
    expect(letters.lettersTo(ana)[0]?.text).toMatch(
      new RegExp(`${letters.workspace.slug}: Progress[^]*Here[^]*${elsewhere.slug}: Progress[^]*There`),
    );
    await letters.after({ days: 1 });
    await letters.after({ days: 1 });
    expect(letters.lettersTo(ana)).toHaveLength(1);
  });

  it('of three days on which nothing ran is one, and the next is that of the next day', async () => {
    const ana = await letters.product.given.person(letters.workspace, 'member');
    await letters.choose(ana, { locale: 'en' });
    for (const title of ['Monday', 'Tuesday', 'Wednesday']) {
      await letters.happens('item.stage_advanced', ana, { title });
      letters.product.clock.advance({ days: 1 });
    }
    const sweep = () => letters.product.sweep('post-notification-letters');
    await Promise.all([sweep(), sweep()]);
    await letters.after({ minutes: 1 });
    await letters.happens('item.stage_advanced', ana, { title: 'Thursday' });
    await letters.after({ hours: 1 });
    expect(letters.lettersTo(ana).map(({ subject }) => subject)).toEqual(['Your digest: 3 notifications']);
    await letters.after({ days: 1 });
    expect(letters.lettersTo(ana).map(({ text }) => /Thursday/.test(text ?? ''))).toEqual([false, true]);
  });

  it('whose day has gone out already leaves late news to that of the next', async () => {
    const ana = await letters.product.given.person(letters.workspace, 'member');
    await letters.happens('item.stage_advanced', ana, { title: 'First' });
    await letters.after({ days: 1 });
    await letters.happens('item.stage_advanced', ana, { title: 'Late' });
    // As if it had been told before the digest was sent, in a transaction that ended after it.
    await letters.product.sql.query(
      `UPDATE notification_deliveries SET due_at = $2 WHERE user_id = $1 AND state = 'waiting'`,
      [ana.userId, SPEC_NOW],
    );
    await letters.after({ hours: 1 });
    expect(letters.lettersTo(ana)).toHaveLength(1);
    await letters.after({ days: 1 });
    expect(letters.lettersTo(ana)).toHaveLength(2);
  });
});
