import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Page {
  readonly rows: readonly {
    readonly title: string;
    readonly kind: string;
    readonly overdue: boolean;
    readonly version: number;
    readonly action: { readonly method: string; readonly path: string };
  }[];
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
    const headers = { 'if-match': `"${late.version}"` };
    const reported = await member.http.call(late.action.method, late.action.path, { status: 'done' }, headers);
    expect(reported.body).toMatchObject({ title: 'late', status: 'done' });
    expect((await work()).rows.map(({ title }) => title)).not.toContain('late');
  });
});
