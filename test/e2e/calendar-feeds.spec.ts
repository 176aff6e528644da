import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';

import type { Caller, GivenPerson, GivenWorkspace, SpecProduct } from '../harness/index.js';
import { startSpecProduct } from '../harness/index.js';

interface Feed {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly code: string;
}

describe('a calendar feed', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;
  let seated: Caller;
  let itemKey: string;
  let itemId: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
    seated = await product.given.session(member);
    const item = await product.given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
    [itemKey, itemId] = [item.key, item.id];
    const owed = { assigneeId: member.userId, dueOn: '2026-11-25' };
    await lead.http.post(`${workspace.path}/items/${itemKey}/tasks`, { ...owed, title: 'Call; ask, and\nwrite 报告' });
    const stage = { stage: 'rollout', title: 'Launch', dueOn: '2027-02-28' };
    await lead.http.post(`${workspace.path}/items/${itemKey}/milestones`, { ...owed, ...stage });
    const drill = { kind: 'drill', title: 'Fire drill', frequency: 'monthly', dayOfMonth: 20, startsOn: '2026-11-01' };
    await lead.http.post(`${workspace.path}/recurring-rules`, { ...drill, ownerId: member.userId });
    await product.sweep('raise-recurring-work');
  });
  afterAll(() => product.stop());

  const make = async (language = 'en'): Promise<{ feed: Feed; path: string }> => {
    const { body } = await seated.post<Feed>('/api/v1/me/calendar-feeds', { name: 'phone', language });
    return { feed: body, path: new URL(body.url ?? '').pathname };
  };
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${product.url}${path}`, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const eventsIn = (text: string) =>
    new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

  it('is read by a calendar program: every date of mine, as a day of its own', async () => {
    const { path } = await make();
    const { status, headers, text } = await read(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="dates.ics"');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const events = eventsIn(text).sort((a, b) => a.startDate.toString().localeCompare(b.startDate.toString()));
    expect(events.map(({ summary, startDate }) => [summary, startDate.toString(), startDate.isDate])).toEqual([
      ['Fire drill', '2026-11-20', true],
      [`Call; ask, and\nwrite 报告 (${itemKey})`, '2026-11-25', true],
      [`Launch (${itemKey})`, '2027-02-28', true],
    ]);
    expect(events[1]?.description).toContain('Assigned to you, due 2026-11-25.');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(3);
  });

  it('stays the same text while nothing changes, and a moved date keeps its id', async () => {
    const { path } = await make();
    const first = await read(path);
    const etag = first.headers.get('etag') ?? '';
    const again = await read(path, { 'if-none-match': `W/${etag}` });
    expect([again.status, again.text]).toEqual([304, '']);
    const [task] = (await lead.http.get<{ id: string; version: number }[]>(`${workspace.path}/items/${itemKey}/tasks`))
      .body;
    const moved = { dueOn: '2026-11-27', reason: 'Two are ill' };
    await lead.http.patch(`${workspace.path}/tasks/${task?.id}`, moved, task?.version ?? 0);
    const later = await read(path, { 'if-none-match': etag });
    expect(later.status).toBe(200);
    const uids = (text: string) =>
      eventsIn(text)
        .map(({ uid }) => uid)
        .sort();
    expect(uids(later.text)).toEqual(uids(first.text));
    const event = eventsIn(later.text).find(({ uid }) => uid === `task-${task?.id}@shewhart`);
    expect([event?.startDate.toString(), event?.sequence]).toEqual(['2026-11-27', 2]);
  });

  it('is in the language that was chosen for it', async () => {
    const { path } = await make('zh-CN');
    const { text } = await read(path);
    expect(eventsIn(text)[0]?.description).toMatch(/^指派给您/);
    expect(text).toContain('我的工作');
  });

  it('leaves out what its person does not see any more, and is empty once he has left', async () => {
    const { path } = await make();
    await product.sql.query('UPDATE items SET confidential = true WHERE id = $1', [itemId]);
    expect(eventsIn((await read(path)).text).map(({ summary }) => summary)).toEqual(['Fire drill']);
    await product.sql.query('UPDATE items SET confidential = false WHERE id = $1', [itemId]);
    const gone = 'UPDATE memberships SET deactivated_at = $2 WHERE user_id = $1';
    await product.sql.query(gone, [member.userId, new Date()]);
    expect(eventsIn((await read(path)).text)).toEqual([]);
    await product.sql.query(gone, [member.userId, null]);
  });

  it('shows its address once, keeps only a digest of it, and is gone once revoked', async () => {
    const { feed, path } = await make();
    const token = path.split('/').at(-1)?.replace('.ics', '') ?? '';
    const listed = await seated.get<Feed[]>('/api/v1/me/calendar-feeds');
    expect(listed.body.find(({ id }) => id === feed.id)).not.toHaveProperty('url');
    const stored = await product.sql.query<{ row: string }[]>('SELECT f::text AS row FROM calendar_feeds f');
    expect(stored.some(({ row }) => row.includes(token))).toBe(false);
    const stranger = await product.given.session(lead);
    expect((await stranger.post(`/api/v1/me/calendar-feeds/${feed.id}/revoke`)).status).toBe(404);
    expect((await read(path)).status).toBe(200);
    expect((await seated.post(`/api/v1/me/calendar-feeds/${feed.id}/revoke`)).status).toBe(200);
    expect((await read(path)).status).toBe(404);
    expect((await read('/api/v1/calendar-feeds/x.ics')).status).toBe(404);
    const trail = await product.sql.query<{ action: string }[]>(
      `SELECT action FROM audit_events WHERE workspace_id = $1 AND action = 'calendar_feed.revoked'`,
      [workspace.id],
    );
    expect(trail).toHaveLength(1);
  });

  it('is not for programs with a key or for strangers, and there are ten at the most', async () => {
    expect((await member.http.post<Feed>('/api/v1/me/calendar-feeds', { name: 'x' })).body.code).toBe(
      'session_required',
    );
    expect((await product.stranger.get('/api/v1/me/calendar-feeds')).status).toBe(401);
    expect((await seated.post('/api/v1/me/calendar-feeds', { name: '', language: 'fr' })).status).toBe(400);
    const many = await product.given.session(lead);
    const made = await Promise.all(
      Array.from({ length: 11 }, () => many.post<Feed>('/api/v1/me/calendar-feeds', { name: 'one' })),
    );
    expect(made.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 10 }, () => 201), 409]);
  });
});
