import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ERROR_CODES, type ErrorCode } from '../../src/kernel/errors/index.js';
import { encodeCursor } from '../../src/platform/database/index.js';
import type { ProblemView } from '../../src/platform/http/index.js';
import {
  type Answer,
  type Caller,
  type GivenPerson,
  type GivenWorkspace,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Case {
  readonly name: string;
  readonly ask: (lead: Caller, path: string) => Promise<Answer<ProblemView>>;
  readonly status: number;
  readonly code: ErrorCode;
  /** `field code` of everything that is refused, in any order. */
  readonly errors?: readonly string[];
}

const GOOD = { title: 'Conversion fell', type: 'metric_anomaly' };
const JSON_TYPE = { 'content-type': 'application/json' };

const open =
  (body: unknown): Case['ask'] =>
  (lead, path) =>
    lead.post(`${path}/items`, body);
const edit =
  (body: unknown): Case['ask'] =>
  (lead, path) =>
    lead.patch(`${path}/items/CI-202611-001`, body, 1);
const list =
  (query: string): Case['ask'] =>
  (lead, path) =>
    lead.get(`${path}/items?${query}`);
const raw =
  (body: string, headers: Record<string, string> = JSON_TYPE): Case['ask'] =>
  (lead, path) =>
    lead.call('POST', `${path}/items`, body, headers);
const invalid = (name: string, ask: Case['ask'], errors: string[]): Case => ({
  name,
  ask,
  status: 400,
  code: 'invalid_fields',
  errors,
});

const FIELDS: readonly Case[] = [
  invalid('a field that is not there, and one that must be', open({ titel: 'x', type: 'metric_anomaly' }), [
    'titel unknown_field',
    'title text_length',
  ]),
  invalid(
    'every field of a wrong type at once',
    edit({ title: 7, impact: '3', type: 1, goalTarget: 'much', ownerId: 4 }),
    ['title text_length', 'impact whole_number', 'type one_of', 'goalTarget number', 'ownerId id'],
  ),
  invalid('a number out of range, and one that is not whole', edit({ impact: 4, urgency: 1.5 }), [
    'impact whole_number',
    'urgency whole_number',
  ]),
  invalid('a word that is not on the list', edit({ severity: 'P9' }), ['severity one_of']),
  invalid('the 30th of February', edit({ goalDate: '2026-02-30' }), ['goalDate local_date']),
  invalid('a day of the year 0', edit({ goalDate: '0000-01-01' }), ['goalDate local_date']),
  invalid('a day with a time', edit({ goalDate: '2026-02-03T00:00:00Z' }), ['goalDate local_date']),
  invalid('a target that equals its baseline', edit({ goalBaseline: 15, goalTarget: 15 }), [
    'goalTarget target_equals_baseline',
  ]),
  invalid('an owner who is no member', edit({ ownerId: '0198c0de-0000-7000-8000-000000000000' }), [
    'ownerId no_member',
  ]),
  invalid('NUL in a text', edit({ title: 'a\0b' }), ['title text_length']),
  invalid('a title of nothing but blanks', open({ ...GOOD, title: '   ' }), ['title text_length']),
  invalid('a title of a megabyte', open({ ...GOOD, title: 'x'.repeat(1024 * 1024) }), ['title text_length']),
  invalid('text where an object belongs', open({ ...GOOD, evidence: 'seen' }), ['evidence object']),
  invalid('a list where an object belongs', open({ ...GOOD, evidence: [{ statement: 'seen' }] }), ['evidence object']),
  invalid('a wrong field inside an object', open({ ...GOOD, evidence: { statement: '', figures: [] } }), [
    'evidence.statement text_length',
    'evidence.figures unknown_field',
  ]),
  invalid(
    'a list of everything but objects',
    (lead, path) => lead.put(`${path}/items/CI-202611-001/team`, { members: [1, 'x', null] }, 1),
    ['members.0 object', 'members.1 object', 'members.2 object'],
  ),
  invalid('a list of lists', (lead, path) => lead.put(`${path}/items/CI-202611-001/team`, { members: [[]] }, 1), [
    'members object',
  ]),
  invalid(
    'an object where a list belongs',
    (lead, path) => lead.put(`${path}/items/CI-202611-001/team`, { members: { userId: 'x' } }, 1),
    ['members list'],
  ),
  invalid('a list as a body', open([GOOD]), ['body object']),
  invalid('null as a body', raw('null'), ['body object']),
  invalid('text as a body', raw('"title"'), ['body object']),
  invalid(
    'an Idempotency-Key with a blank in it',
    (lead, path) => lead.post(`${path}/items`, GOOD, { 'idempotency-key': 'a b' }),
    ['Idempotency-Key pattern'],
  ),
];

const QUERIES: readonly Case[] = [
  { name: 'a cursor that is no cursor', ask: list('cursor=abc'), status: 400, code: 'invalid_cursor' },
  ...[
    ['of another list', [7]],
    ['with a time that is none', ['yesterday', '0198c0de-0000-7000-8000-000000000000']],
    ['with an id that is none', ['2026-11-18T02:00:00.000Z', 'x']],
    ['with numbers for texts', [1, 2]],
    ['with NUL in it', ['\0', '\0']],
  ].map(([name, position]) => ({
    name: `a cursor ${name as string}`,
    ask: list(`cursor=${encodeCursor(position as (string | number)[])}`),
    status: 400,
    code: 'invalid_cursor' as const,
  })),
  invalid('a page of none', list('limit=0'), ['limit whole_number']),
  invalid('a page of 201', list('limit=201'), ['limit whole_number']),
  invalid('a limit in words', list('limit=ten'), ['limit whole_number']),
  invalid('two limits', list('limit=1&limit=2'), ['limit whole_number']),
  invalid('a query field that is not there', list('colour=red'), ['colour unknown_field']),
  invalid('a sort by what is not sorted by', list('sort=title'), ['sort one_of']),
];

const REQUESTS: readonly Case[] = [
  { name: 'a body that is not JSON', ask: raw('{"title":'), status: 400, code: 'malformed_json' },
  { name: 'no body at all', ask: raw(''), status: 400, code: 'malformed_json' },
  { name: 'a body that reaches for a prototype', ask: raw('{"__proto__": {"x": 1}}'), status: 400, code: 'malformed_json' },
  { name: 'a form', ask: raw('title=x', { 'content-type': 'application/x-www-form-urlencoded' }), status: 415, code: 'unsupported_media_type' },
  { name: 'CSV where JSON belongs', ask: raw('title\nx', { 'content-type': 'text/csv' }), status: 415, code: 'unsupported_media_type' },
  { name: 'a body of more than 10 MiB', ask: raw(`{"title":"${'x'.repeat(10 * 1024 * 1024)}"}`), status: 413, code: 'body_too_large' },
  { name: 'an address that is none', ask: (lead, path) => lead.get(`${path}/nothing`), status: 404, code: 'not_found' },
  { name: 'a method that the address does not know', ask: (lead, path) => lead.call('DELETE', `${path}/items`), status: 404, code: 'not_found' },
  { name: 'an address with a broken escape', ask: (lead, path) => lead.get(`${path}/items/%E0%A4%A`), status: 404, code: 'not_found' },
  { name: 'an address with NUL in it', ask: (lead, path) => lead.get(`${path}/items/a%00b`), status: 404, code: 'not_found' },
  { name: 'a workspace with NUL in it', ask: (lead) => lead.get('/api/v1/workspaces/a%00b'), status: 404, code: 'not_found' },
  { name: 'an item that is not there', ask: (lead, path) => lead.get(`${path}/items/CI-202611-999`), status: 404, code: 'not_found' },
  { name: 'an id that is none', ask: (lead, path) => lead.post(`${path}/items/CI-202611-001/waivers/7/approval`), status: 404, code: 'not_found' },
  { name: 'a stale If-Match', ask: (lead, path) => lead.patch(`${path}/items/CI-202611-001`, { title: 'x' }, 9), status: 412, code: 'stale_version' },
  { name: 'an If-Match that is no version of ours', ask: (lead, path) => lead.call('PATCH', `${path}/items/CI-202611-001`, { title: 'x' }, { 'if-match': '"abc"' }), status: 412, code: 'stale_version' },
  { name: 'no If-Match', ask: (lead, path) => lead.call('PATCH', `${path}/items/CI-202611-001`, { title: 'x' }), status: 428, code: 'precondition_required' },
]; // prettier-ignore

describe('a request that cannot be answered', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    await product.given.item(workspace, { key: 'CI-202611-001' });
  });
  afterAll(() => product.stop());

  it.each([...FIELDS, ...QUERIES, ...REQUESTS])(
    'is refused in both languages, and nothing changes: $name',
    async (kind) => {
      const before = await everything();
      for (const language of ['en', 'zh-CN'] as const) {
        const answer = await kind.ask(lead.http.with({ 'accept-language': language }), workspace.path);
        expect({ status: answer.status, code: answer.body.code }).toEqual({ status: kind.status, code: kind.code });
        expectProblem(answer);
        expect(/\p{Script=Han}/u.test(answer.body.detail)).toBe(language === 'zh-CN');
        for (const { message } of answer.body.errors ?? []) {
          expect(/\p{Script=Han}/u.test(message)).toBe(language === 'zh-CN');
          expect(message).not.toMatch(/[{}]/);
        }
        expect((answer.body.errors ?? []).map(({ field, code }) => `${field} ${code}`).sort()).toEqual(
          [...(kind.errors ?? [])].sort(),
        );
      }
      expect(await everything()).toEqual(before);
    },
  );

  it('does not tell a workspace of others from one that is not there', async () => {
    const foreign = await product.given.workspace();
    const [theirs, nobodys] = await Promise.all([
      lead.http.get<ProblemView>(`${foreign.path}/items`),
      lead.http.get<ProblemView>('/api/v1/workspaces/nobodys/items'),
    ]);
    expect([theirs.status, nobodys.status]).toEqual([404, 404]);
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...nobodys.body, requestId: '' });
  });

  it('names itself in the answer’s head as in its body', async () => {
    const answer = await lead.http.get<ProblemView>(`${workspace.path}/nothing`, { 'x-request-id': 'mine' });
    expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId);
    expect(answer.body.requestId).not.toBe('mine');
  });

  it('is answered with what is new once the version is read again', async () => {
    const path = `${workspace.path}/items/${(await product.given.item(workspace)).key}`;
    await lead.http.patch(path, { title: 'first' }, 1);
    expect((await lead.http.patch(path, { title: 'second' }, 1)).status).toBe(412);
    const read = await lead.http.get(path);
    expect(read.headers.get('etag')).toBe('"2"');
    expect((await lead.http.patch(path, { title: 'second' }, 2)).body).toMatchObject({ title: 'second', version: 3 });
  });

  function expectProblem({ status, headers, body }: Answer<ProblemView>): void {
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(Object.keys(ERROR_CODES)).toContain(body.code);
    expect(body).toMatchObject({ status, type: `urn:shewhart:error:${body.code}`, title: expect.any(String) });
    expect(body.detail).not.toMatch(/[{}]/);
    const known = ['type', 'title', 'status', 'code', 'detail', 'requestId', 'errors', 'blockers'];
    expect(known).toEqual(expect.arrayContaining(Object.keys(body)));
    expect(JSON.stringify(body)).not.toMatch(/\.js:\d|node_modules|select |insert /i);
  }

  /** What a refused request must leave as it was. */
  async function everything(): Promise<unknown> {
    return product.sql.query(`SELECT (SELECT jsonb_agg(i ORDER BY id) FROM items i) AS items,
      (SELECT count(*) FROM audit_events) AS events, (SELECT count(*) FROM outbox_events) AS outbox,
      (SELECT count(*) FROM idempotency_keys) AS keys, (SELECT jsonb_agg(k) FROM key_counters k) AS counters`);
  }
});
