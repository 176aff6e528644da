import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { AFTER, givenReviewedItem, writeReview } from '../factories/given-review.js';
import { GivenPlan, WHOLE } from '../factories/given-plan.js';
import { PASSWORD } from '../factories/signed.js';
import {
  type GivenPerson,
  type GivenSigner,
  type GivenWorkspace,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Row {
  readonly title: string;
  readonly kind: string;
  readonly section: string;
  readonly why: string;
  readonly overdue: boolean;
  readonly overdueDays: number;
  readonly state: string | null;
  readonly version: number;
  readonly itemKey: string;
  readonly action: {
    readonly name: string;
    readonly method: string;
    readonly path: string;
    readonly body: Record<string, unknown>;
    readonly ifMatch: string | null;
    readonly onBehalfOf: string | null;
  };
}
interface Page {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

describe('my work', () => {
  let product: SpecProduct;
  let here: GivenWorkspace;
  let there: GivenWorkspace;
  let lead: GivenPerson;
  let member: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    here = await product.given.workspace();
    there = await product.given.workspace();
    lead = await product.given.person(here, 'lead');
    member = await product.given.person(here, 'member');
    for (const [userId, role] of [[lead.userId, 'lead'], [member.userId, 'member']]) {
      await product.sql.query(
        'INSERT INTO memberships (workspace_id, user_id, role, created_at) VALUES ($1, $2, $3, now())',
        [there.id, userId, role],
      );
    } // prettier-ignore
    const item = await product.given.item(here, { stage: 'pilot' });
    const abroad = await product.given.item(there);
    await owe(here, item, 'tasks', 'next week', '2026-11-25');
    await owe(here, item, 'tasks', 'late', '2026-11-16');
    await owe(here, item, 'milestones', 'today', '2026-11-18', { stage: 'pilot' });
    await owe(there, abroad, 'tasks', 'abroad, tomorrow', '2026-11-19');
    const done = await owe(here, item, 'tasks', 'done', '2026-11-10');
    await member.http.patch(`${here.path}/tasks/${done}`, { status: 'done' }, 1);
    await owe(here, item, 'tasks', 'somebody else’s', '2026-11-10', { assigneeId: lead.userId });
    const held = await product.given.item(here);
    await owe(here, held, 'tasks', 'of an item on hold', '2026-11-10');
    await lead.http.post(`${here.path}/items/${held.key}/transitions`, { name: 'hold', reason: 'Wait' });
  });
  afterAll(() => product.stop());

  const owe = async (
    of: GivenWorkspace,
    { key }: Item,
    what: string,
    title: string,
    dueOn: string,
    more: object = {},
  ) => {
    const body = { title, assigneeId: member.userId, dueOn, ...more };
    return (await lead.http.post<{ id: string }>(`${of.path}/items/${key}/${what}`, body)).body.id;
  };
  /** Does what the row says clears it. */
  const clear = (who: GivenPerson['http'], { action }: Row, body: object = action.body) =>
    who.call<{ status: string }>(
      action.method,
      action.path,
      body,
      action.ifMatch === null ? {} : { 'if-match': action.ifMatch },
    );
  const work = async (query = '') => (await member.http.get<Page>(`/api/v1/me/work${query}`)).body;

  it('is one list across workspaces: what is late, then today’s, then by day', async () => {
    const { rows, nextCursor } = await work();
    expect(rows.map(({ title, kind, overdue }) => [title, kind, overdue])).toEqual([
      ['late', 'task', true],
      ['today', 'milestone', false],
      ['abroad, tomorrow', 'task', false],
      ['next week', 'task', false],
    ]);
    expect(nextCursor).toBeNull();
  });

  it('is walked page by page without losing or repeating a row', async () => {
    const titles: string[] = [];
    for (let query = '?limit=1'; query !== '';) {
      const { rows, nextCursor } = await work(query);
      titles.push(...rows.map(({ title }) => title));
      query = nextCursor === null ? '' : `?limit=1&cursor=${nextCursor}`;
    }
    expect(titles).toEqual(['late', 'today', 'abroad, tomorrow', 'next week']);
    const broken = Buffer.from('[1,"soon","x"]').toString('base64url');
    expect((await member.http.get(`/api/v1/me/work?cursor=${broken}`)).body).toMatchObject({ code: 'invalid_cursor' });
  });

  it('may be that of one workspace; one that I do not belong to is not there', async () => {
    expect((await work(`?workspace=${there.slug}`)).rows.map(({ title }) => title)).toEqual(['abroad, tomorrow']);
    const foreign = await product.given.workspace();
    expect((await member.http.get(`/api/v1/me/work?workspace=${foreign.slug}`)).status).toBe(404);
    expect((await product.stranger.get('/api/v1/me/work')).status).toBe(401);
  });

  it('has the action on the row: sending it reports the work', async () => {
    const [late] = (await work()).rows;
    if (!late) throw new Error('nothing is late');
    expect(late).toMatchObject({ section: 'overdue', state: 'overdue', overdueDays: 2 });
    expect((await clear(member.http, late)).body).toMatchObject({ title: 'late', status: 'done' });
    expect((await work()).rows.map(({ title }) => title)).not.toContain('late');
  });

  it('says why in the reader’s language', async () => {
    const [first] = (await member.http.get<Page>('/api/v1/me/work', { 'accept-language': 'zh-CN' })).body.rows;
    expect(first).toMatchObject({ why: '指派给您,截止 2026-11-18。', action: { name: '报告已达成' } });
  });

  describe('holds what waits for a word of mine', () => {
    let office: GivenWorkspace;
    let owner: GivenPerson;
    let other: GivenSigner;
    let auditor: GivenPerson;

    beforeAll(async () => {
      office = await product.given.workspace();
      owner = await product.given.person(office, 'lead');
      other = await product.given.signer(office, 'lead');
      auditor = await product.given.person(office, 'auditor');
    });

    const rowsOf = async (who: GivenPerson, kind: string, key: string) =>
      (await who.http.get<Page>(`/api/v1/me/work?workspace=${office.slug}`)).body.rows.filter(
        (row) => row.kind === kind && row.itemKey === key,
      );
    const rowOf = async (who: GivenPerson, kind: string, key: string) => {
      const [row] = await rowsOf(who, kind, key);
      if (!row) throw new Error(`no ${kind} of ${key} is owed`);
      return row;
    };

    it('a waiver that somebody else asked for, to be signed', async () => {
      const { key } = await product.given.item(office, { stage: 'kickoff', ownerId: owner.userId });
      const asked = { gate: 'no-task-is-open', reason: 'Nobody is free', expiresOn: '2026-12-01' };
      await owner.http.post(`${office.path}/items/${key}/waivers`, asked);
      expect(await rowsOf(owner, 'waiver_to_approve', key)).toEqual([]);
      expect(await rowsOf(auditor, 'waiver_to_approve', key)).toEqual([]);
      const row = await rowOf(other, 'waiver_to_approve', key);
      expect(row).toMatchObject({ section: 'approval', state: null, overdue: false });
      const signature = { password: PASSWORD, meaning: 'approval' };
      expect((await clear(other.seated, row, { signature })).status).toBe(200);
      expect(await rowsOf(other, 'waiver_to_approve', key)).toEqual([]);
    });

    it('approvals of my own departments’ items alone, and those handed over to me with the name to give', async () => {
      const unit = await product.sql.query<{ id: string }[]>(
        `INSERT INTO units (id, workspace_id, name, created_at) VALUES (gen_random_uuid(), $1, 'Elsewhere', now()) RETURNING id`,
        [office.id],
      );
      const head = await product.given.person(office, 'lead');
      await product.sql.query('UPDATE memberships SET unit_id = $1 WHERE user_id = $2', [unit[0]?.id, head.userId]);
      const item = await product.given.item(office, { stage: 'kickoff', unitId: unit[0]?.id ?? null });
      const admin = await product.given.person(office, 'admin');
      const asked = { gate: 'no-task-is-open', reason: 'Nobody is free', expiresOn: '2026-12-01' };
      await admin.http.post(`${office.path}/items/${item.key}/waivers`, asked);
      expect(await rowsOf(other, 'waiver_to_approve', item.key)).toEqual([]);
      expect((await rowOf(head, 'waiver_to_approve', item.key)).action.onBehalfOf).toBeNull();
      const delegate = await product.given.person(office, 'member');
      const week = { fromOn: '2026-11-18', toOn: '2026-11-24', reason: 'On leave' };
      await head.http.post(`${office.path}/delegations`, { delegateId: delegate.userId, ...week });
      const handed = await rowOf(delegate, 'waiver_to_approve', item.key);
      expect(handed.action.onBehalfOf).toBe(head.userId);
    });

    it('a plan that is complete, until somebody has approved it', async () => {
      const plan = await GivenPlan.in(product, office, { lead: owner, otherLead: other, member: owner });
      const measure = await plan.proposed();
      expect(await rowsOf(other, 'plan_to_approve', plan.key)).toEqual([]);
      await plan.write(measure, WHOLE);
      expect(await rowsOf(owner, 'plan_to_approve', plan.key)).toEqual([]);
      const row = await rowOf(other, 'plan_to_approve', plan.key);
      expect((await clear(other.http, row)).status).toBe(200);
      expect(await rowsOf(other, 'plan_to_approve', plan.key)).toEqual([]);
    });

    it('a review to write for the owner, then to sign for somebody else', async () => {
      const reviewed = await givenReviewedItem(product, office);
      const { key } = reviewed.item;
      const row = await rowOf(reviewed.owner, 'review_to_write', key);
      expect(row).toMatchObject({ section: 'review', action: { method: 'PUT' } });
      expect(await rowsOf(other, 'review_to_sign', key)).toEqual([]);
      await writeReview(reviewed.owner, reviewed.path, { ...AFTER, lesson: 'Ask for the address last.' });
      expect(await rowsOf(reviewed.owner, 'review_to_write', key)).toEqual([]);
      expect(await rowsOf(reviewed.owner, 'review_to_sign', key)).toEqual([]);
      const signature = { password: PASSWORD, meaning: 'review' };
      const toSign = await rowOf(other, 'review_to_sign', key);
      expect((await clear(other.seated, toSign, { ...toSign.action.body, signature })).status).toBe(200);
      expect(await rowsOf(other, 'review_to_sign', key)).toEqual([]);
    });

    it('a finding to answer for the owner, then to judge for who raised it', async () => {
      const { key } = await product.given.item(office, { ownerId: owner.userId });
      const found = { about: 'item', severity: 'major', statement: 'No evidence' };
      await auditor.http.post(`${office.path}/items/${key}/findings`, found);
      expect(await rowsOf(other, 'finding_to_answer', key)).toEqual([]);
      await clear(owner.http, await rowOf(owner, 'finding_to_answer', key), { answer: 'It is in the report' });
      expect(await rowsOf(owner, 'finding_to_answer', key)).toEqual([]);
      const row = await rowOf(auditor, 'finding_to_judge', key);
      expect((await clear(auditor.http, row)).status).toBe(200);
      expect(await rowsOf(auditor, 'finding_to_judge', key)).toEqual([]);
    });

    it('a procedure that somebody else drafted, unless I do not see its item', async () => {
      const item = await product.given.item(office, { stage: 'review', ownerId: owner.userId });
      await owner.http.post(`${office.path}/items/${item.key}/sops`, { title: 'Address last', body: 'Last.' });
      const row = await rowOf(other, 'sop_to_approve', item.key);
      await product.sql.query('UPDATE items SET confidential = true WHERE id = $1', [item.id]);
      expect(await rowsOf(other, 'sop_to_approve', item.key)).toEqual([]);
      await product.sql.query('UPDATE items SET confidential = false WHERE id = $1', [item.id]);
      expect((await clear(other.http, row)).body).toMatchObject({ state: 'approved' });
      expect(await rowsOf(other, 'sop_to_approve', item.key)).toEqual([]);
    });

    it('a pilot that is ready to be judged, and a rollout step of mine', async () => {
      const item = await product.given.item(office, { stage: 'rollout', ownerId: owner.userId });
      const step = { title: 'All shops', scope: '100 %', assigneeId: other.userId, dueOn: '2026-11-20' };
      await owner.http.post(`${office.path}/items/${item.key}/rollout-steps`, step);
      expect((await clear(other.http, await rowOf(other, 'rollout_step', item.key))).body).toMatchObject({
        status: 'done',
      });
      const tried = await product.given.item(office, { stage: 'pilot', ownerId: owner.userId });
      await product.sql.query(
        `INSERT INTO pilots (id, workspace_id, item_id, cycle, loop, key, state, created_at, changed_at)
         VALUES (gen_random_uuid(), $1, $2, 1, 0, 'AB-202611-01', 'ready', now(), now())`,
        [office.id, tried.id],
      );
      const ready = await rowOf(owner, 'pilot_to_decide', tried.key);
      expect(ready.why).toBe('Pilot AB-202611-01 has its volume and days: it can be judged.');
      expect(ready.action.path).toMatch(/\/judgement$/);
      expect(await rowsOf(other, 'pilot_to_decide', tried.key)).toEqual([]);
    });
  });
});
