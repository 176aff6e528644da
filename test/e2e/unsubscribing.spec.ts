import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { LetterWorld, PREFERENCES, unsubscribeLinkOf } from '../factories/letter-world.js';

describe('the way out of letters', () => {
  let letters: LetterWorld;

  beforeAll(async () => {
    letters = await LetterWorld.start();
  });
  afterAll(() => letters.stop());
  beforeEach(() => letters.resetClock());

  const post = (path: string, type = 'application/x-www-form-urlencoded', form = 'List-Unsubscribe=One-Click') =>
    fetch(`${letters.product.url}${path}`, { method: 'POST', headers: { 'content-type': type }, body: form });

  it('is one click without signing in, by a POST alone, for the kind of the letter in its workspace', async () => {
    const ana = await letters.product.given.person(letters.workspace, 'member');
    await letters.happens('task.assigned', ana);
    await letters.after({ minutes: 2 });
    const [letter] = letters.lettersTo(ana);
    expect(letter?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line).toBe(
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    );
    const link = unsubscribeLinkOf(letter);
    expect(letter?.text).toContain(link);
    const shown = await letters.product.stranger.get<string>(link, { 'accept-language': 'zh-CN' });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(shown.body).toContain('停止接收');
    expect((await ana.http.get(PREFERENCES)).body).toMatchObject({ version: 0 });
    expect((await post(link)).status).toBe(200);
    const boundary = '--b\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    expect((await post(link, 'multipart/form-data; boundary=b', boundary)).status).toBe(200);
    expect((await ana.http.get(PREFERENCES)).body).toMatchObject({
      email: { assignments: 'immediately' },
      workspaces: [{ workspace: letters.workspace.slug, email: { assignments: 'off', deadlines: 'digest' } }],
    });
    await letters.happens('task.assigned', ana);
    await letters.after({ minutes: 2 });
    expect(letters.lettersTo(ana)).toHaveLength(1);
    expect(await letters.logOf(ana)).toMatchObject([{ state: 'dropped', reason: 'switched_off', attempts: 0 }]);
  });

  it('of a digest ends the digest, and nothing else', async () => {
    const ana = await letters.product.given.person(letters.workspace, 'member');
    await letters.happens('item.stage_advanced', ana);
    await letters.after({ days: 1 });
    expect((await post(unsubscribeLinkOf(letters.lettersTo(ana)[0]))).status).toBe(200);
    expect((await ana.http.get(PREFERENCES)).body).toMatchObject({
      email: { assignments: 'immediately', deadlines: 'off', progress: 'off', escalations: 'immediately' },
    });
  });

  it('is in no letter that cannot be switched off', async () => {
    const lead = await letters.product.given.person(letters.workspace, 'lead');
    await letters.happens('trigger.reaction_overdue', lead);
    await letters.after({ minutes: 2 });
    const [letter] = letters.lettersTo(lead);
    expect(letter?.headers.has('list')).toBe(false);
    expect(letter?.text).toContain('cannot be switched off');
  });

  it('opens to nobody with a token that we did not make, and forms are taken nowhere else', async () => {
    const forged = Buffer.from(JSON.stringify({ userId: 'x', digest: true })).toString('base64url');
    for (const token of [`${forged}.${'A'.repeat(43)}`, forged, '.', 'a.b.c']) {
      expect((await letters.product.stranger.get(`/api/v1/unsubscribe?token=${token}`)).status).toBe(404);
      expect((await post(`/api/v1/unsubscribe?token=${token}`)).status).toBe(404);
    }
    expect((await post('/api/v1/unsubscribe')).status).toBe(400);
    expect((await post('/api/v1/setup')).status).toBe(415);
  });
});
