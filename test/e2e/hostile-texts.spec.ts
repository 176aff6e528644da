import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ERROR_CODES } from '../../src/kernel/errors/index.js';
import { type Answer, type Caller, type GivenWorkspace, type Json, type SpecProduct, startSpecProduct } from '../harness/index.js'; // prettier-ignore
import { type Filling, hostileBody, textFields } from '../support/hostile-body.js';
import { type BodySchema, DOCUMENT, type DocumentedOperation } from '../support/minimal-body.js';

interface Operation extends DocumentedOperation {
  readonly method: string;
  readonly path: string;
  readonly schema: BodySchema | undefined;
  readonly queries: readonly string[];
}

/** What each route is sent, in all of its texts at once. */
const STORABLE = [
  `'); DROP TABLE items;--`,
  `{{7*7}}\${7*7}<script>x</script>`,
  '\u202Elive\u2066\u200B\u{1F600}e\u0301%00%27\\',
];
const NOT_STORABLE = ['a\0b', 'half \ud83d of a letter'];
const MEGABYTE = 'x'.repeat(1024 * 1024);
/** Asked together: as many as the product has connections to the database, about. */
const AT_ONCE = 6;

/** Ends the session that asks, or lets nobody sign in any more. */
const LEFT_OUT = /\/auth\/(sign-out|two-factor)|\/me\/sessions/;

const OPERATIONS: readonly Operation[] = Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(() => !LEFT_OUT.test(path))
    .map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      schema: operation.requestBody?.content['application/json']?.schema,
      queries: (operation.parameters ?? []).flatMap((one) => (one.in === 'query' && one.name ? [one.name] : [])),
    })),
);
const WITH_TEXT = OPERATIONS.filter(({ schema }) => schema !== undefined && textFields(schema).length > 0);

/** A quarter of a minute on one product: some 1,300 requests. */
describe('hostile text in every field of every route', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: Caller;
  let places: Readonly<Record<string, string>>;
  let tables: string[];

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    const person = await product.given.person(workspace, 'admin');
    admin = await product.given.session(person);
    const { key } = await product.given.item(workspace, { stage: 'diagnosis', ownerId: person.userId });
    const metric = { code: 'cpc', name: 'Cost per click', unit: 'USD', direction: 'down', period: 'day' };
    await admin.post(`${workspace.path}/metrics`, metric);
    places = { workspace: workspace.slug, slug: workspace.slug, key, code: 'cpc', id: randomUUID(), day: '2026-11-18' };
    tables = await tableNames();
  });
  afterAll(() => product.stop());

  const tableNames = async (): Promise<string[]> =>
    (await product.sql.query<{ name: string }[]>(`SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`)).map(({ name }) => name); // prettier-ignore

  const address = ({ path }: Operation, given: Readonly<Record<string, string>> = places): string =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? places['id'] ?? ''));

  /** @returns what is wrong with the answer, in a line */
  function faultIn(operation: Operation, answer: Answer<Json>): string[] {
    const { status, headers, body } = answer;
    const named = `${operation.method} ${operation.path} ${status}`;
    if (status < 400) return [];
    const isProblem =
      headers.get('content-type') === 'application/problem+json; charset=utf-8' &&
      String(body['code']) in ERROR_CODES &&
      body['status'] === status &&
      body['requestId'] === headers.get('x-request-id') &&
      !/[{}]|undefined/.test(String(body['detail']).replaceAll(/\{\{7\*7\}\}\$\{7\*7\}/g, ''));
    return status >= 500 || !isProblem ? [`${named} ${JSON.stringify(body).slice(0, 300)}`] : [];
  }

  /** Sends what `make` makes of each operation, and looks at each answer. @returns all that is wrong */
  async function sendAll(
    operations: readonly Operation[],
    send: (operation: Operation) => Promise<Answer<Json>>,
    look: (operation: Operation, answer: Answer<Json>) => string[] = () => [],
  ): Promise<string[]> {
    const left = [...operations];
    const faults: string[] = [];
    const one = async (): Promise<void> => {
      for (let next = left.pop(); next; next = left.pop()) {
        const answer = await send(next);
        faults.push(...faultIn(next, answer), ...look(next, answer));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    return faults;
  }

  const filled = (operation: Operation, filling: Partial<Filling>): unknown =>
    hostileBody(operation.schema ?? {}, {
      text: '', optional: false, everywhere: false, id: places['id'] ?? '', ...filling,
    }); // prettier-ignore
  const ask = (operation: Operation, body: unknown, to = address(operation)): Promise<Answer<Json>> =>
    admin.call<Json>(operation.method, to, body, { 'if-match': '"1"' });

  it('is stored as it is and comes back as it is, or is refused by name', async () => {
    let compared = 0;
    const changed = (text: string, operation: Operation, sent: Json, { status, body }: Answer<Json>): string[] =>
      Object.entries(status < 300 && typeof body === 'object' && body !== null ? sent : {}).flatMap(([name, value]) => {
        // What is no free text, such as an instant, may come back in another form.
        if (typeof value !== 'string' || !text.startsWith(value) || typeof body[name] !== 'string') return [];
        compared += 1;
        return body[name] === value ? [] : [`${operation.path} ${name}: ${JSON.stringify([value, body[name]])}`];
      });
    const rounds = [
      ...STORABLE.map((text) => ({ text, optional: true })),
      { text: STORABLE[0] ?? '', optional: false },
    ];
    for (const round of rounds) {
      const sent = new Map<Operation, Json>();
      const faults = await sendAll(
        WITH_TEXT,
        (operation) => {
          const body = filled(operation, round) as Json;
          sent.set(operation, body);
          return ask(operation, body);
        },
        (operation, answer) => changed(round.text, operation, sent.get(operation) ?? {}, answer),
      );
      expect(faults).toEqual([]);
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('is refused where it cannot be stored at all', async () => {
    for (const text of NOT_STORABLE) {
      const faults = await sendAll(
        WITH_TEXT,
        (operation) => ask(operation, filled(operation, { text, optional: true })),
        (operation, { status }) => (status < 400 ? [`${operation.method} ${operation.path} took it`] : []),
      );
      expect(faults).toEqual([]);
    }
  });

  it('is refused in place of a day, a number, an id or a choice', async () => {
    for (const text of [STORABLE[0] ?? '', NOT_STORABLE[0] ?? '']) {
      const faults = await sendAll(WITH_TEXT, (operation) =>
        ask(operation, filled(operation, { text, optional: true, everywhere: true })),
      );
      expect(faults).toEqual([]);
    }
  });

  it('is refused a megabyte long, and nothing of it stays', async () => {
    const faults = await sendAll(
      WITH_TEXT,
      (operation) => {
        const field = textFields(operation.schema ?? {})[0] ?? '';
        const body = filled(operation, { text: 'x', optional: true });
        return ask(operation, withText(body, field.split('.')));
      },
      (operation, { status }) =>
        // Alerts of other products are cut to what fits: what they say is not ours to refuse.
        status < 400 && !operation.path.includes('/hooks/') ? [`${operation.method} ${operation.path} took it`] : [],
    );
    expect(faults).toEqual([]);
    for (const table of tables) {
      const long = await product.sql.query(`SELECT 1 FROM "${table}" t WHERE length(t::text) > 200000`);
      expect([table, long]).toEqual([table, []]);
    }
  });

  it('is refused in queries and in addresses', async () => {
    const asked = OPERATIONS.filter(({ method, queries }) => method === 'GET' && queries.length > 0);
    const placed = OPERATIONS.filter(({ path }) => path.replace('{workspace}', '').includes('{'));
    for (const text of [...STORABLE, 'a\0b', 'x'.repeat(10_000)]) {
      const query = ({ queries }: Operation): string =>
        queries.map((name) => `${name}=${encodeURIComponent(text)}`).join('&');
      const inQuery = (operation: Operation) => ask(operation, undefined, `${address(operation)}?${query(operation)}`);
      expect(await sendAll(asked, inQuery)).toEqual([]);
    }
    for (const text of [...STORABLE, 'a\0b', '../../x']) {
      const hostile = Object.fromEntries(['key', 'code', 'id', 'day', 'period', 'slug'].map((name) => [name, text]));
      const inPath = (operation: Operation) =>
        ask(
          operation,
          operation.schema && filled(operation, { text: 'x' }),
          address(operation, { ...places, ...hostile, workspace: workspace.slug }),
        );
      expect(await sendAll(placed, inPath)).toEqual([]);
    }
  });

  it('has left the database its tables, and the product at work', async () => {
    expect(await tableNames()).toEqual(tables);
    expect((await admin.get('/api/v1/me')).status).toBe(200);
    await product.settle();
    const titles = await admin.get<{ rows?: Json[] }>(`${workspace.path}/items`);
    expect(titles.status).toBe(200);
    expect(JSON.stringify(titles.body)).toContain('DROP TABLE items');
  });
});

/** The body with a megabyte at the path. */
function withText(body: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return MEGABYTE;
  const inner = (body as Readonly<Record<string, unknown>>)[name];
  const changed = withText(inner, rest);
  return Array.isArray(body) ? [changed] : { ...(body as object), [name]: changed };
}
