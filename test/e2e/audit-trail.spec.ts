import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { writeEvents } from '../factories/given-trail.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Event {
  readonly id: number;
  readonly action: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly source: string;
  readonly reason: string | null;
  readonly changes: Readonly<Record<string, { from: unknown; to: unknown }>>;
}

interface Page {
  readonly rows: Event[];
  readonly nextCursor: string | null;
}

describe('the audit trail', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let auditor: GivenPerson;
  let lead: GivenPerson;
  let key: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    auditor = await product.given.person(workspace, 'auditor');
    lead = await product.given.person(workspace, 'lead');
    const opened = await lead.http.post(`${workspace.path}/items`, { title: '=1+1', type: 'user_feedback' });
    key = String(opened.body['key']);
    await lead.http.patch(`${workspace.path}/items/${key}`, { title: 'Calls, "again"' }, 1);
    product.clock.advance({ hours: 1 });
    await lead.http.post(`${workspace.path}/items`, { title: 'Another', type: 'user_feedback' });
    await writeEvents(product.sql, (await product.given.workspace()).id, 3);
  });
  afterAll(() => product.stop());

  const ask = async (query = ''): Promise<Page> =>
    (await auditor.http.get<Page>(`${workspace.path}/audit/events${query}`)).body;
  const download = async (accept: string, query = '', path = workspace.path) => {
    const answer = await auditor.http.get<string>(`${path}/audit/events${query}`, { accept });
    expect(answer.status).toBe(200);
    return answer;
  };

  it('shows who changed what, from what to what', async () => {
    const { rows, nextCursor } = await ask();
    expect(nextCursor).toBeNull();
    expect(rows.map(({ action }) => action)).toEqual(['item.opened', 'item.edited', 'item.opened']);
    expect(rows[1]).toMatchObject({
      actorId: lead.userId,
      actorName: lead.name,
      source: 'api',
      onBehalfOf: null,
      erased: [],
      changes: { title: { from: '=1+1', to: 'Calls, "again"' } },
    });
  });

  it('pages forth, and back from the newest', async () => {
    const [first, second, third] = (await ask()).rows.map(({ id }) => id);
    for (const [sort, expected] of [['id', [first, second, third]], ['-id', [third, second, first]]] as const) {
      const page = await ask(`?limit=2&sort=${sort}`);
      const rest = await ask(`?limit=2&sort=${sort}&cursor=${page.nextCursor}`);
      expect([...page.rows, ...rest.rows].map(({ id }) => id)).toEqual(expected);
      expect(rest.nextCursor).toBeNull();
    }
  }); // prettier-ignore

  it.each([
    ['action', () => 'action=item.edited', 1],
    ['item', () => `item=${key}`, 2],
    ['actor', () => `actorId=${lead.userId}`, 3],
    ['another actor', () => `actorId=${auditor.userId}`, 0],
    ['source', () => 'source=job', 0],
    ['time, from', () => `from=${encodeURIComponent('2026-11-18T11:00:00+08:00')}`, 1],
    ['time, to', () => `to=${encodeURIComponent('2026-11-18T11:00:00+08:00')}`, 2],
    ['all of them', () => `item=${key}&actorId=${lead.userId}&action=item.opened&source=api`, 1],
  ])('is filtered by %s', async (_, query, count) => {
    expect((await ask(`?${query()}`)).rows).toHaveLength(count);
  });

  it('names every bad filter at once, and does not know an item of another workspace', async () => {
    const answer = await auditor.http.get<{ errors: { field: string }[] }>(
      `${workspace.path}/audit/events?actorId=1&source=rumour&from=yesterday&colour=red`,
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ field }) => field).sort()).toEqual(['actorId', 'colour', 'from', 'source']);
    expect((await auditor.http.get(`${workspace.path}/audit/events?item=CI-202611-999`)).status).toBe(404);
    expect((await auditor.http.get(`${workspace.path}/audit/events?cursor=made-up`)).status).toBe(400);
    const quoted = encodeURIComponent(`x'; DELETE FROM audit_events; --`);
    expect((await ask(`?action=${quoted}`)).rows).toEqual([]);
  });

  it.each(['lead', 'member'] as const)(
    'is not shown to a %s, whose items have a history of their own',
    async (role) => {
      const { http } = await product.given.person(workspace, role);
      const answers = [
        await http.get(`${workspace.path}/audit/events`),
        await http.get(`${workspace.path}/audit/seals`),
        await http.post(`${workspace.path}/audit/verify`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
      expect((await http.get(`${workspace.path}/items/${key}/history`)).status).toBe(200);
    },
  );

  it('is exported as CSV, in which nothing becomes a formula', async () => {
    const { body, headers } = await download('text/csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    const lines = body.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^id,occurredAt,action/);
    expect(lines[2]).toContain(String.raw`"{""title"":{""to"":""Calls, \""again\"""",""from"":""=1+1""}}"`);
    await lead.http.post(`${workspace.path}/items/${key}/transitions`, { name: 'hold', reason: '=HYPERLINK("x")' });
    const held = (await download('text/csv', `?item=${key}&action=item.stage_advanced`)).body;
    expect(held).toContain(`,"'=HYPERLINK(""x"")",`);
  });

  it('is exported with a filter as lines that say they are not the whole', async () => {
    const { body } = await download('application/x-ndjson', '?action=item.edited');
    const [header, event, ...more] = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(more).toEqual([]);
    expect(header).toMatchObject({ kind: 'export', filtered: true, workspaceId: workspace.id });
    expect(event).toMatchObject({ action: 'item.edited', actorName: lead.name });
  });

  it('is exported whole with everything that is committed, sealed, and no name of anybody', async () => {
    const { body } = await download('application/x-ndjson');
    const kinds = body.trimEnd().split('\n').map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds[0]).toBe('export');
    expect(kinds.at(-1)).toBe('end');
    const { rows } = await ask('?limit=200');
    expect(kinds.filter((kind) => kind === 'event')).toHaveLength(rows.length);
    expect(body).toContain(lead.userId);
    expect(body).not.toContain(lead.name);
    expect((await auditor.http.post<{ waiting: number }>(`${workspace.path}/audit/verify`)).body.waiting).toBe(0);
  }); // prettier-ignore

  it('of an empty workspace is exported as a header and an end', async () => {
    const empty = await product.given.workspace();
    const { http } = await product.given.person(empty, 'admin');
    const { body } = await http.get<string>(`${empty.path}/audit/events`, { accept: 'application/x-ndjson' });
    expect(body.trimEnd().split('\n')).toHaveLength(2);
  });

  it('lists its seals, newest first', async () => {
    await lead.http.post(`${workspace.path}/items`, { title: 'One more', type: 'user_feedback' });
    await product.sweep('seal-audit-trail');
    const first = await auditor.http.get<{
      rows: { number: number; previous: string; hash: string }[];
      nextCursor: string;
    }>(`${workspace.path}/audit/seals?limit=1`);
    const second = await auditor.http.get<typeof first.body>(
      `${workspace.path}/audit/seals?cursor=${first.body.nextCursor}`,
    );
    expect(first.body.rows[0]?.previous).toBe(second.body.rows[0]?.hash);
    expect(second.body.rows.at(-1)).toMatchObject({ number: 1, previous: '0'.repeat(64) });
    expect(second.body.nextCursor).toBeNull();
  });
});
