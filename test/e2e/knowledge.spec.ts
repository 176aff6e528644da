import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Item } from '../../src/modules/items/index.js';
import {
  type Answer,
  type GivenPerson,
  type GivenWorkspace,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Sop {
  id: string;
  state: string;
  title: string;
  version: number;
  supersededBy: string | null;
}
interface Refusal {
  code: string;
  detail: string;
  errors?: { field: string }[];
  blockers?: { gate: string; code: string; message: string; waivable: boolean; fix: { where: string } }[];
}

let product: SpecProduct;
let workspace: GivenWorkspace;
let ana: GivenPerson;
let ben: GivenPerson;
let item: Item;
let path: string;

beforeAll(async () => {
  product = await startSpecProduct();
  workspace = await product.given.workspace();
  ana = await product.given.person(workspace, 'lead');
  ben = await product.given.person(workspace, 'lead');
});
afterAll(() => product.stop());
beforeEach(async () => {
  item = await product.given.item(workspace, { stage: 'review' });
  path = `${workspace.path}/items/${item.key}`;
});

async function draft(title = `Payment page ${item.key}`, below = path): Promise<Sop> {
  const answer = await ana.http.post<Sop>(`${below}/sops`, { title, body: '1. Ask for the address last.' });
  expect(answer.status).toBe(201);
  return answer.body;
}

function step<Body = Sop>(who: GivenPerson, { id }: Sop, what: string): Promise<Answer<Body>> {
  return who.http.post<Body>(`${workspace.path}/sops/${id}/${what}`);
}

async function published(title?: string, below?: string): Promise<Sop> {
  const sop = await draft(title, below);
  await step(ben, sop, 'approval');
  const answer = await step(ana, sop, 'publication');
  expect(answer.status).toBe(200);
  return answer.body;
}

async function blockersOfClose(): Promise<NonNullable<Refusal['blockers']>> {
  const refused = await ana.http.post<Refusal>(`${path}/transitions`, { name: 'close' });
  expect(refused.status).toBe(422);
  return refused.body.blockers ?? [];
}

describe('a standard operating procedure', () => {
  it('is drafted, approved by somebody else and published, and the history tells each step', async () => {
    const sop = await draft();
    expect(sop).toMatchObject({ state: 'draft', itemKey: item.key, cycle: 1, version: 1, createdBy: ana.userId });
    const approved = await step(ben, sop, 'approval');
    expect(approved.body).toMatchObject({ state: 'approved', approvedBy: ben.userId, version: 2 });
    const shown = await step(ana, sop, 'publication');
    expect(shown.body).toMatchObject({ state: 'published', publishedBy: ana.userId, version: 3 });
    expect((await ana.http.get(`${path}/sops`)).body).toMatchObject([{ id: sop.id, state: 'published' }]);
    const history = await ana.http.get<{ rows: { action: string }[] }>(`${path}/history`);
    expect(history.body.rows.map(({ action }) => action)).toEqual(['sop.drafted', 'sop.approved', 'sop.published']);
  });

  it('is not approved by who wrote it, nor by who rewrote it last', async () => {
    const sop = await draft();
    expect((await step(ana, sop, 'approval')).status).toBe(403);
    const edited = await ben.http.patch<Sop>(`${workspace.path}/sops/${sop.id}`, { body: '1. Otherwise.' }, 1);
    expect(edited.body).toMatchObject({ body: '1. Otherwise.', title: sop.title, writtenBy: ben.userId, version: 2 });
    const refused = await step<Refusal>(ben, sop, 'approval');
    expect([refused.status, refused.body.code]).toEqual([403, 'not_yours']);
    const cara = await product.given.person(workspace, 'lead');
    expect((await step(cara, sop, 'approval')).status).toBe(200);
  });

  it('is not published unapproved, and not rewritten once approved', async () => {
    const sop = await draft();
    const early = await step<Refusal>(ana, sop, 'publication');
    expect([early.status, early.body.code]).toEqual([409, 'illegal_state']);
    await step(ben, sop, 'approval');
    const late = await ana.http.patch<Refusal>(`${workspace.path}/sops/${sop.id}`, { title: 'Another' }, 2);
    expect([late.status, late.body.code]).toEqual([409, 'illegal_state']);
    expect((await ana.http.get(`${workspace.path}/sops/${sop.id}`)).body).toMatchObject({ title: sop.title });
  });

  it('takes the place of the published one of the same title, of whatever item', async () => {
    const first = await published('Shipping costs');
    const other = await product.given.item(workspace, { stage: 'rollout' });
    const second = await published('Shipping costs', `${workspace.path}/items/${other.key}`);
    const replaced = await ana.http.get<Sop>(`${workspace.path}/sops/${first.id}`);
    expect(replaced.body).toMatchObject({ state: 'superseded', supersededBy: second.id });
  });

  it('stays one in force when two of the same title are published at once', async () => {
    const sops = [await draft('Refunds'), await draft('Refunds')];
    for (const sop of sops) await step(ben, sop, 'approval');
    const answers = await Promise.all(sops.map((sop) => step(ana, sop, 'publication')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const states = (await ana.http.get<Sop[]>(`${path}/sops`)).body.map(({ state }) => state);
    expect(states.sort()).toEqual(['published', 'superseded']);
  });

  it('is changed only by who read its last version', async () => {
    const sop = await draft();
    const address = `${workspace.path}/sops/${sop.id}`;
    expect((await ana.http.patch(address, { title: 'Two' }, 1)).status).toBe(200);
    expect((await ana.http.patch(address, { title: 'Three' }, 1)).status).toBe(412);
    expect((await ben.http.post(`${address}/approval`, {}, { 'if-match': '"1"' })).status).toBe(412);
    expect((await ana.http.call('PATCH', address, { title: 'Three' })).status).toBe(428);
  });

  it('belongs to rollout and review of an open item', async () => {
    const early = await product.given.item(workspace, { stage: 'plan' });
    const closed = await product.given.item(workspace, { stage: 'review', status: 'closed' });
    const text = { title: 'A', body: 'B' };
    const refusals = await Promise.all(
      [early, closed].map(({ key }) => ana.http.post<Refusal>(`${workspace.path}/items/${key}/sops`, text)),
    );
    expect(refusals.map(({ body }) => body.code)).toEqual(['wrong_stage', 'item_not_open']);
  });

  it('of an earlier cycle stays readable and fixed', async () => {
    const sop = await draft();
    await product.sql.query('UPDATE items SET cycle = 2 WHERE id = $1', [item.id]);
    const refused = await step<Refusal>(ben, sop, 'approval');
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect((await ana.http.get(`${path}/sops`)).body).toMatchObject([{ cycle: 1, state: 'draft' }]);
  });

  it('refuses every bad field at once, in Chinese when asked to', async () => {
    const refused = await ana.http.post<Refusal>(
      `${path}/sops`,
      { title: '', body: 7, colour: 'red' },
      { 'accept-language': 'zh-CN' },
    );
    expect(refused.status).toBe(400);
    expect(refused.body.errors?.map(({ field }) => field).sort()).toEqual(['body', 'colour', 'title']);
    expect(refused.body.detail).toContain('不符合要求');
  });

  it('is written by leads, read by everybody inside and seen by nobody outside', async () => {
    const sop = await draft();
    for (const role of ['member', 'auditor'] as const) {
      const person = await product.given.person(workspace, role);
      expect((await person.http.post(`${path}/sops`, { title: 'A', body: 'B' })).status).toBe(403);
      expect((await person.http.get(`${workspace.path}/sops/${sop.id}`)).status).toBe(200);
    }
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'admin');
    expect((await stranger.http.get(`${elsewhere.path}/sops/${sop.id}`)).status).toBe(404);
    expect((await stranger.http.post(`${elsewhere.path}/sops/${sop.id}/approval`)).status).toBe(404);
    expect((await stranger.http.get(`${workspace.path}/sops/${sop.id}`)).status).toBe(404);
  });
});

describe('the knowledge base', () => {
  const entry = {
    title: 'Address last',
    summary: 'Asking later kept 7 points more.',
    tags: ['checkout', ' case ', 'case'],
  };

  it('keeps what an item taught, with its tags tidied', async () => {
    const written = await ana.http.post(`${path}/knowledge`, entry);
    expect(written.status).toBe(201);
    expect(written.body).toMatchObject({ itemKey: item.key, cycle: 1, tags: ['checkout', 'case'] });
    expect((await ana.http.get(`${path}/knowledge`)).body).toEqual([written.body]);
  });

  it('is paged newest first and narrowed by tag, within the workspace alone', async () => {
    const shop = await product.given.workspace();
    const lead = await product.given.person(shop, 'lead');
    const { key } = await product.given.item(shop, { stage: 'rollout' });
    for (const [title, tag] of [['one', 'a'], ['two', 'b'], ['three', 'a']] as const) {
      await lead.http.post(`${shop.path}/items/${key}/knowledge`, { title, summary: 's', tags: [tag] });
    } // prettier-ignore
    type Page = { rows: { title: string; itemKey: string }[]; nextCursor: string | null };
    const titles = ({ body }: Answer<Page>) => body.rows.map(({ title }) => title);
    const first = await lead.http.get<Page>(`${shop.path}/knowledge?limit=2`);
    expect(titles(first)).toEqual(['three', 'two']);
    const second = await lead.http.get<Page>(`${shop.path}/knowledge?limit=2&cursor=${first.body.nextCursor}`);
    expect(titles(second)).toEqual(['one']);
    expect(second.body.nextCursor).toBeNull();
    const tagged = await lead.http.get<Page>(`${shop.path}/knowledge?tag=a`);
    expect(titles(tagged)).toEqual(['three', 'one']);
    expect(tagged.body.rows[0]?.itemKey).toBe(key);
  });

  it('refuses a cursor that it never gave', async () => {
    const cursor = Buffer.from('["nonsense"]').toString('base64url');
    const refused = await ana.http.get<Refusal>(`${workspace.path}/knowledge?cursor=${cursor}`);
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_cursor']);
  });

  it('refuses every bad field at once', async () => {
    const refused = await ana.http.post<Refusal>(`${path}/knowledge`, { title: ' ', tags: [''] });
    expect(refused.body.errors?.map(({ field }) => field).sort()).toEqual(['summary', 'tags', 'title']);
  });

  it('is written by leads alone, and never below a foreign item', async () => {
    const member = await product.given.person(workspace, 'member');
    expect((await member.http.post(`${path}/knowledge`, entry)).status).toBe(403);
    const elsewhere = await product.given.workspace();
    const stranger = await product.given.person(elsewhere, 'lead');
    expect((await stranger.http.post(`${elsewhere.path}/items/${item.key}/knowledge`, entry)).status).toBe(404);
  });
});

describe('closing an item', () => {
  it('needs a procedure and an entry of this cycle, both of which may be waived', async () => {
    const blockers = (await blockersOfClose()).filter(({ gate }) => /sop|knowledge/.test(gate));
    expect(blockers.map(({ gate, code, waivable }) => [gate, code, waivable])).toEqual([
      ['sop-is-published', 'no-sop', true],
      ['knowledge-entry-is-written', 'no-knowledge-entry', true],
    ]);
    expect(blockers.map(({ fix }) => fix.where)).toEqual([`items/${item.key}/sops`, `items/${item.key}/knowledge`]);
  });

  it('names each procedure that is not published yet', async () => {
    await draft('First');
    await step(ben, await draft('Second'), 'approval');
    const messages = (await blockersOfClose()).filter(({ gate }) => gate === 'sop-is-published');
    expect(messages.map(({ message }) => message)).toEqual([
      'The procedure "First" is draft, not published.',
      'The procedure "Second" is approved, not published.',
    ]);
  });

  it('is no longer blocked by either once they are there', async () => {
    await published();
    await ana.http.post(`${path}/knowledge`, { title: 'A', summary: 'B', tags: [] });
    const gates = (await blockersOfClose()).map(({ gate }) => gate);
    expect(gates).not.toContain('sop-is-published');
    expect(gates).not.toContain('knowledge-entry-is-written');
  });
});
