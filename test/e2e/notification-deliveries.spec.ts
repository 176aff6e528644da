import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { LetterWorld } from '../factories/letter-world.js';

describe('the log of deliveries', () => {
  let letters: LetterWorld;

  beforeAll(async () => {
    letters = await LetterWorld.start();
  });
  afterAll(() => letters.stop());
  beforeEach(() => letters.resetClock());

  it('shows an admin all of them, and nobody’s address', async () => {
    const elsewhere = await letters.product.given.workspace();
    const [admin, ana] = [
      await letters.product.given.person(elsewhere, 'admin'),
      await letters.product.given.person(elsewhere, 'member'),
    ];
    await letters.choose(ana, { email: { progress: 'off' } });
    await letters.happens('item.stage_advanced', ana, {}, elsewhere);
    letters.product.clock.advance({ minutes: 1 });
    await letters.happens('task.assigned', ana, {}, elsewhere);
    letters.server.refuseWith = 550;
    await letters.after({ minutes: 2 });
    letters.server.refuseWith = null;
    const path = `${elsewhere.path}/notification-deliveries`;
    const all = await admin.http.get<{ rows: { reason: string }[]; nextCursor: string }>(`${path}?limit=1`);
    expect(all.body.rows).toMatchObject([{ userId: ana.userId, kind: 'task.assigned', state: 'failed', attempts: 1 }]);
    expect(all.body.rows[0]?.reason).toContain('550');
    const next = await admin.http.get(`${path}?limit=1&cursor=${all.body.nextCursor}`);
    expect(next.body).toMatchObject({ rows: [{ state: 'dropped', reason: 'switched_off' }], nextCursor: null });
    expect(JSON.stringify([all.body, next.body])).not.toContain('@');
    expect((await admin.http.get(`${path}?state=failed&userId=${ana.userId}`)).body).toMatchObject({
      rows: [{ state: 'failed' }],
    });
    expect((await admin.http.get(`${path}?state=lost`)).status).toBe(400);
    expect((await ana.http.get(path)).status).toBe(403);
    const [mine] = await letters.toldOf(ana);
    expect((await admin.http.get(`/api/v1/me/notifications/${mine?.id}/deliveries`)).status).toBe(404);
  });

  it('is kept for three months', async () => {
    const ana = await letters.product.given.person(letters.workspace, 'member');
    await letters.happens('task.assigned', ana);
    await letters.after({ minutes: 2 });
    await letters.after({ days: 89 });
    await letters.product.sweep('remove-stale');
    expect(await letters.logOf(ana)).toMatchObject([{ state: 'sent' }]);
    letters.product.clock.advance({ days: 2 });
    await letters.product.sweep('remove-stale');
    expect(await letters.logOf(ana)).toEqual([]);
  });
});
