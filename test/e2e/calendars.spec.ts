import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { WorkingTimes } from '../../src/modules/calendars/index.js';
import { serving } from '../../src/platform/database/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Calendar {
  readonly id: string;
  readonly version: number;
  readonly isDefault: boolean;
}
type Refusal = Readonly<{ code: string; errors: { field: string; code: string; message: string }[] }>;

const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';

describe('working calendars', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let lead: GivenPerson;
  let member: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
    lead = await product.given.person(workspace, 'lead');
    member = await product.given.person(workspace, 'member');
  });
  afterAll(() => product.stop());

  const path = (rest: string): string => `${workspace.path}/${rest}`;
  let names = 0;
  const create = async (fields: object = {}): Promise<Calendar> =>
    (await admin.http.post<Calendar>(path('calendars'), { name: `Calendar ${(names += 1)}`, ...fields })).body;
  const worksOn = async (person: GivenPerson, day: string): Promise<boolean> => {
    const [ref] = await product.sql.query<{ id: string; slug: string; timeZone: string }[]>(
      'SELECT id, slug, time_zone AS "timeZone" FROM workspaces WHERE id = $1',
      [workspace.id],
    );
    if (!ref) throw new Error('no workspace');
    const own = await serving(ref.id, () => product.app.get(WorkingTimes).of(ref, person.userId));
    return own.calendar.isWorkday(day);
  };

  it('without any, works Monday to Friday with the public days of the zone’s country', async () => {
    const shanghai = await product.given.workspace();
    const ref = { id: shanghai.id, slug: 'any', timeZone: 'Asia/Shanghai' };
    const { calendar } = await product.app.get(WorkingTimes).of(ref, UNKNOWN_ID);
    expect(['2026-10-01', '2026-10-10', '2026-11-22', '2026-11-23'].map((day) => calendar.isWorkday(day))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('the first is everybody’s; another takes its place on demand, and there is always one', async () => {
    const first = await create({ country: 'CN' });
    expect(first).toMatchObject({ country: 'CN', weekdays: [1, 2, 3, 4, 5], isDefault: true, version: 1 });
    const second = await create({ country: 'DE', region: 'BY', isDefault: true });
    const listed = (await member.http.get<Calendar[]>(path('calendars'))).body;
    expect(listed.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([second.id]);
    const refused = await admin.http.patch<Refusal>(
      path(`calendars/${second.id}`),
      { isDefault: false },
      second.version,
    );
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field, code }) => ({ field, code }))).toEqual([
      { field: 'isDefault', code: 'one_is_needed' },
    ]);
  });

  it('shows each day and whose word it is', async () => {
    const { id } = await create({ country: 'CN' });
    const own = path(`calendars/${id}/days/2026-10-09`);
    expect((await admin.http.put(own, { kind: 'off', name: 'Factory closed' }, 1)).status).toBe(200);
    const days = await member.http.get(path(`calendars/${id}/days?from=2026-10-07&to=2026-10-12`));
    expect(days.body).toEqual([
      { day: '2026-10-07', weekday: 3, isWorkday: false, because: 'public', name: '国庆节' },
      { day: '2026-10-08', weekday: 4, isWorkday: true, because: 'week', name: null },
      { day: '2026-10-09', weekday: 5, isWorkday: false, because: 'own', name: 'Factory closed' },
      { day: '2026-10-10', weekday: 6, isWorkday: true, because: 'public', name: '国庆节' },
      { day: '2026-10-11', weekday: 7, isWorkday: false, because: 'week', name: null },
      { day: '2026-10-12', weekday: 1, isWorkday: true, because: 'week', name: null },
    ]);
    expect((await admin.http.put(own, { kind: 'usual' }, 1)).status).toBe(412);
    expect((await admin.http.put(own, { kind: 'usual' }, 2)).status).toBe(200);
    const after = await member.http.get(path(`calendars/${id}/days?from=2026-10-09&to=2026-10-09`));
    expect(after.body).toMatchObject([{ isWorkday: true, because: 'week' }]);
    expect((await admin.http.put(path(`calendars/${id}/days/2026-02-30`), { kind: 'off' }, 3)).status).toBe(404);
  });

  it('warns of years that China has not decreed yet', async () => {
    const { id } = await create({ country: 'CN' });
    product.clock.set(new Date('2030-06-01T00:00:00Z'));
    const shown = await admin.http.get(path(`calendars/${id}`));
    expect(shown.body).toMatchObject({ unknownYears: [2030, 2031] });
    product.clock.set(new Date('2025-06-01T00:00:00Z'));
    expect((await admin.http.get(path(`calendars/${id}`))).body).toMatchObject({ unknownYears: [] });
  });

  it('takes over an iCalendar file, twice without a second change, and refuses what is none', async () => {
    const { id } = await create();
    const ics = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART;VALUE=DATE:20261224',
      'DTEND;VALUE=DATE:20261226',
      'SUMMARY:Works holiday',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const body = { ics, from: '2026-01-01', to: '2026-12-31' };
    expect((await admin.http.post(path(`calendars/${id}/import`), body)).body).toEqual({ days: 2, off: 2, work: 0 });
    const once = (await admin.http.get<Calendar>(path(`calendars/${id}`))).body.version;
    await admin.http.post(path(`calendars/${id}/import`), body);
    expect((await admin.http.get<Calendar>(path(`calendars/${id}`))).body.version).toBe(once);
    for (const wrong of ['hello', ics.replaceAll('2026', '1999')]) {
      const refused = await admin.http.post<Refusal>(path(`calendars/${id}/import`), { ...body, ics: wrong });
      expect(refused.body.errors.map(({ field }) => field)).toEqual(['ics']);
    }
  });

  it('refuses every wrong field at once, in Chinese too', async () => {
    const wrong = { name: ' ', country: 'china', weekdays: [0, 9], isDefault: 'yes', more: 1 };
    const refused = await admin.http.post<Refusal>(path('calendars'), wrong);
    expect(refused.status).toBe(400);
    expect(new Set(refused.body.errors.map(({ field }) => field))).toEqual(
      new Set(['name', 'country', 'weekdays', 'isDefault', 'more']),
    );
    const place = await admin.http
      .with({ 'accept-language': 'zh-CN' })
      .post<Refusal>(path('calendars'), { name: 'X', country: 'DE', region: 'XX' });
    expect(place.body.errors).toEqual([
      expect.objectContaining({ field: 'region', code: 'unknown_region', message: '不是 DE 的已知地区' }),
    ]);
    const taken = await create();
    const { name } = (await admin.http.get<{ name: string }>(path(`calendars/${taken.id}`))).body;
    expect((await admin.http.post<Refusal>(path('calendars'), { name })).body.code).toBe('already_exists');
  });

  it('is the admin’s to change; a foreign one does not exist', async () => {
    const mine = await create();
    for (const person of [lead, member]) {
      expect((await person.http.post(path('calendars'), { name: 'X' })).status).toBe(403);
    }
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'admin');
    expect((await stranger.http.get(`${elsewhere.path}/calendars/${mine.id}`)).status).toBe(404);
    expect((await stranger.http.patch(`${elsewhere.path}/calendars/${mine.id}`, { name: 'Y' }, 1)).status).toBe(404);
    expect((await admin.http.patch(path(`calendars/${mine.id}`), { name: 'Z' }, 7)).status).toBe(412);
  });

  it('makes one of two that become everybody’s at once the one', async () => {
    await Promise.all([create({ isDefault: true }), create({ isDefault: true }), create({ isDefault: true })]);
    const listed = (await member.http.get<Calendar[]>(path('calendars'))).body;
    expect(listed.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('lets a person work elsewhere, part-time and by another calendar, as he or an admin says', async () => {
    const { id: calendarId } = await create({ country: 'DE' });
    const own = path(`members/${member.userId}/working-time`);
    expect((await member.http.get(own)).body).toMatchObject({ calendarId: null, timeZone: null, version: 0 });
    const set = await member.http.patch(own, { timeZone: 'Europe/Berlin', weekdays: [1, 2, 3], calendarId }, 0);
    expect(set.body).toEqual({
      userId: member.userId,
      calendarId,
      timeZone: 'Europe/Berlin',
      weekdays: [1, 2, 3],
      version: 1,
    });
    expect(await worksOn(member, '2026-11-26')).toBe(false);
    expect(await worksOn(member, '2026-11-25')).toBe(true);
    expect((await lead.http.patch<Refusal>(own, { timeZone: 'UTC' }, 1)).body.code).toBe('not_yours');
    expect((await admin.http.patch(own, { weekdays: null }, 1)).status).toBe(200);
    expect(await worksOn(member, '2026-11-26')).toBe(true);
    expect((await admin.http.patch(own, { calendarId: UNKNOWN_ID }, 2)).status).toBe(404);
    expect((await admin.http.patch<Refusal>(own, { timeZone: 'Mars/Olympus' }, 2)).body.errors[0]?.field).toBe(
      'timeZone',
    );
    expect((await admin.http.get(path(`members/${UNKNOWN_ID}/working-time`))).status).toBe(404);
  });

  it('lets a department work by a calendar of its own, and those below it, unless a person has another', async () => {
    const unit = async (name: string, parentId?: string) =>
      (await admin.http.post<{ id: string }>(path('units'), { name, parentId })).body.id;
    const upper = await unit('Shops abroad');
    const lower = await unit('Shop in Munich', upper);
    const person = await product.given.person(workspace, 'member');
    const place = (unitId: string | null) => admin.http.put(path(`members/${person.userId}/unit`), { unitId }, 0);
    const [abroad, munich, own] = [
      await create({ weekdays: [1, 2, 3, 4] }),
      await create({ weekdays: [2, 3, 4, 5, 6] }),
      await create({ weekdays: [7] }),
    ];
    const set = (unitId: string, calendarId: string | null, version: number, who = admin) =>
      who.http.put<Refusal>(path(`units/${unitId}/calendar`), { calendarId }, version);
    const week = async () => {
      const days = ['2026-11-23', '2026-11-27', '2026-11-28', '2026-11-29'];
      return (await Promise.all(days.map((day) => worksOn(person, day)))).map((works) => (works ? 'x' : '.')).join('');
    };
    expect((await place(lower)).status).toBeLessThan(300);
    expect((await member.http.get(path(`units/${upper}/calendar`))).body).toEqual({ unitId: upper, calendarId: null, version: 0 }); // prettier-ignore
    expect((await set(upper, abroad.id, 0)).body).toEqual({ unitId: upper, calendarId: abroad.id, version: 1 });
    expect(await week()).toBe('x...');
    // What he owes is reckoned again by the new days.
    product.clock.set(new Date('2026-11-18T02:00:00Z'));
    const item = await product.given.item(workspace, { stage: 'pilot' });
    const owed = { title: 'Owed', assigneeId: person.userId, dueOn: '2026-11-26' };
    const { body: task } = await admin.http.post<{ id: string }>(path(`items/${item.key}/tasks`), owed);
    const lateAt = async () => {
      await product.settle();
      await product.sweep('flag-overdue');
      const [row] = await product.sql.query<{ late: Date }[]>('SELECT late_at AS late FROM tasks WHERE id = $1', [
        task.id,
      ]);
      return row?.late.toISOString();
    };
    expect(await lateAt()).toBe('2026-11-29T16:00:00.000Z');
    await set(lower, munich.id, 0);
    expect(await week()).toBe('.xx.');
    expect(await lateAt()).toBe('2026-11-26T16:00:00.000Z');
    await person.http.patch(path(`members/${person.userId}/working-time`), { calendarId: own.id }, 0);
    expect(await week()).toBe('...x');
    await person.http.patch(path(`members/${person.userId}/working-time`), { calendarId: null }, 1);
    expect((await set(lower, null, 1)).status).toBe(200);
    expect(await week()).toBe('x...');
    expect((await set(lower, null, 1)).status).toBe(412);
    expect((await set(lower, UNKNOWN_ID, 2)).status).toBe(404);
    expect((await set(UNKNOWN_ID, own.id, 0)).status).toBe(404);
    expect((await set(lower, own.id, 2, lead)).status).toBe(403);
    expect((await place(null)).status).toBeLessThan(300);
    expect(await week()).not.toBe('x...');
  });

  it('knows who is away, until it is called off', async () => {
    const away = { fromOn: '2026-12-01', toOn: '2026-12-04', note: 'leave' };
    const { body: absence } = await member.http.post<{ id: string }>(path('absences'), away);
    expect(await worksOn(member, '2026-12-02')).toBe(false);
    const clash = await lead.http.post<Refusal & { detail: string }>(path('absences'), {
      ...away,
      userId: member.userId,
    });
    expect(clash.body).toMatchObject({
      code: 'conflict',
      detail: 'An absence from 2026-12-01 to 2026-12-04 is there already.',
    });
    const other = await product.given.person(workspace, 'member');
    expect((await other.http.post<Refusal>(path(`absences/${absence.id}/cancel`))).body.code).toBe('not_yours');
    expect((await lead.http.get(path('absences?from=2026-12-04&to=2026-12-31'))).body).toMatchObject([
      { id: absence.id },
    ]);
    expect((await lead.http.get(path('absences?from=2026-12-05'))).body).toEqual([]);
    expect((await lead.http.post(path(`absences/${absence.id}/cancel`))).status).toBe(200);
    expect(await worksOn(member, '2026-12-02')).toBe(true);
    const backwards = await member.http.post<Refusal>(path('absences'), { fromOn: '2026-12-04', toOn: '2026-12-01' });
    expect(backwards.body.errors).toMatchObject([{ field: 'toOn', code: 'ends_before_start' }]);
    const foreign = await lead.http.post<Refusal>(path('absences'), { ...away, userId: UNKNOWN_ID });
    expect(foreign.body.errors).toMatchObject([{ field: 'userId', code: 'no_member' }]);
  });
});
