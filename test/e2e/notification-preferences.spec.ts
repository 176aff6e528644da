import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { LetterWorld, PREFERENCES } from '../factories/letter-world.js';
import { type Answer } from '../harness/index.js';

interface Refused {
  readonly errors: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

describe('a person’s preferences for letters', () => {
  let letters: LetterWorld;

  beforeAll(async () => {
    letters = await LetterWorld.start();
  });
  afterAll(() => letters.stop());
  beforeEach(() => letters.resetClock());

  it('are those of everybody until he says something else, as a whole and by the version he read', async () => {
    const ana = await letters.product.given.person(letters.workspace, 'member');
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
      workspaces: [{ workspace: letters.workspace.slug, email: { deadlines: 'immediately' } }],
    };
    const saved = await letters.choose(ana, said);
    expect(saved.headers.get('etag')).toBe('"1"');
    const all = { assignments: 'immediately', deadlines: 'digest', progress: 'off', escalations: 'immediately' };
    expect(saved.body).toEqual({
      ...said,
      email: all,
      workspaces: [{ workspace: letters.workspace.slug, email: { ...all, deadlines: 'immediately' } }],
      version: 1,
    });
    expect((await letters.choose(ana, {}, 0)).status).toBe(412);
    expect((await letters.choose(ana, {}, 1)).body).toEqual({ ...first.body, version: 2 });
  });

  it('said by two at once are those of one of them', async () => {
    const ana = await letters.product.given.person(letters.workspace, 'member');
    const said = await Promise.all(['09:00', '10:00'].map((digestAt) => letters.choose(ana, { digestAt })));
    expect(said.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('go with a person who is erased, and no letter goes to him any more', async () => {
    const [admin, ana] = [
      await letters.product.given.person(letters.workspace, 'admin'),
      await letters.product.given.person(letters.workspace, 'member'),
    ];
    await letters.choose(ana, { timeZone: 'Europe/Berlin' });
    await letters.happens('task.assigned', ana);
    const erased = await admin.http.post(`${letters.workspace.path}/people/${ana.userId}/erase`, {
      reason: 'Asked for it',
    });
    expect(erased.status).toBeLessThan(300);
    await letters.after({ minutes: 2 });
    const left = await letters.product.sql.query<object[]>('SELECT 1 FROM notification_settings WHERE user_id = $1', [
      ana.userId,
    ]);
    expect(left).toEqual([]);
    expect(letters.lettersTo(ana)).toEqual([]);
    const rows = await letters.product.sql.query<object[]>("SELECT state FROM mails WHERE params->>'userId' = $1", [
      ana.userId,
    ]);
    expect(rows).toEqual([{ state: 'dropped' }]);
  });

  it('are refused with everything that is wrong, in the reader’s language', async () => {
    const ana = await letters.product.given.person(letters.workspace, 'member');
    const wrong = {
      locale: 'fr',
      timeZone: 'Mars/Olympus',
      quietHours: { from: '24:00', until: '7' },
      digestAt: 8,
      email: { deadlines: 'sometimes', gossip: 'off' },
    };
    const told = (await letters.choose(ana, wrong)) as unknown as Answer<Refused>;
    expect(told.status).toBe(400);
    expect(told.body.errors.map(({ field }) => field).sort()).toEqual(
      ['locale', 'timeZone', 'quietHours.from', 'quietHours.until', 'digestAt', 'email.deadlines', 'email.gossip'].sort(),
    ); // prettier-ignore
    const elsewhere = await letters.product.given.workspace();
    const contradictory = {
      quietHours: { from: '22:00', until: '22:00' },
      email: { escalations: 'off' },
      workspaces: [elsewhere.slug, letters.workspace.slug, letters.workspace.slug].map((slug) => ({
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
