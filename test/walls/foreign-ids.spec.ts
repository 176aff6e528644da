import { createHash, randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';

import { openApiDocument } from '../../src/open-api.js';
import {
  type Caller,
  type GivenPerson,
  type GivenWorkspace,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';
import { Bodies } from './bodies.js';
import { everythingOf, type FullWorkspace, fillWorkspace } from './rows.js';

interface Operation {
  readonly method: string;
  /** `/api/v1/workspaces/{workspace}/items/{key}`. */
  readonly path: string;
  /** What has to be asked. */
  readonly query: string;
  readonly body: unknown;
}

const BELOW_WORKSPACE = '/api/v1/workspaces/{workspace}';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Of a workspace next door everything is known: every id, key and code in it. */
describe('every route, asked with what belongs to another workspace', () => {
  let product: SpecProduct;
  let theirs: FullWorkspace;
  let theirAdmin: Caller;
  let mine: GivenWorkspace;
  let admin: GivenPerson;
  let operations: Operation[];

  beforeAll(async () => {
    product = await startSpecProduct();
    theirs = await fillWorkspace(product.sql, 'foreign');
    theirAdmin = await admitAdmin();
    mine = await product.given.workspace();
    admin = await product.given.person(mine, 'admin');
    operations = operationsIn(openApiDocument(product.app), theirs.id);
  });
  afterAll(() => product.stop());

  /** The person whose id is the one that everything there has. */
  async function admitAdmin(): Promise<Caller> {
    const key = `shw_${randomBytes(24).toString('base64url')}`;
    const { sql } = product;
    await sql.query(
      `INSERT INTO users (id, name, email, email_verified) VALUES ($1, 'Foreign', 'f@example.test', true)`,
      [theirs.id],
    );
    await sql.query(
      `INSERT INTO api_keys (config_id, name, reference_id, key, enabled, created_at, updated_at)
       VALUES ('default', 'spec', $1, $2, true, now(), now())`,
      [theirs.id, createHash('sha256').update(key).digest('base64url')],
    );
    await sql.query(`UPDATE memberships SET role = 'admin' WHERE workspace_id = $1`, [theirs.id]);
    return product.stranger.with({ 'x-api-key': key });
  }

  /** The address, with what lies next door in every place but the workspace's. */
  function address({ path, query }: Operation, slug: string): string {
    return `${path}?${query}`.replace('{workspace}', slug).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      if (/(^i|I)d$/.test(name)) return theirs.id;
      return name === 'day' ? '2026-11-18' : theirs.word;
    });
  }

  const ask = (operation: Operation, caller: Caller, slug: string) =>
    caller.call(operation.method.toUpperCase(), address(operation, slug), operation.body, { 'if-match': '"1"' });

  const named = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path.replace(BELOW_WORKSPACE, '')}`;
  /** A token is itself the secret: there is none of another's to be guessed at. */
  const withIds = (): Operation[] =>
    operations.filter(({ path }) => path.replace(BELOW_WORKSPACE, '').includes('{') && !path.includes('{token}'));

  it('is about things that are there: their own admin meets them', async () => {
    const missing: string[] = [];
    for (const operation of withIds().filter(({ method }) => method === 'get')) {
      const { status } = await ask(operation, theirAdmin, theirs.word);
      // What cannot be shown to its own admin proves nothing about others.
      if (status === 404 || status >= 500) missing.push(`${named(operation)} ${status}`);
    }
    expect(missing).toEqual([]);
  });

  it('answers 404 to an admin of this one, and changes nothing there', async () => {
    const before = await everythingOf(product.sql, theirs);
    const answered: string[] = [];
    for (const operation of withIds()) {
      const { status, body } = await ask(operation, admin.http, mine.slug);
      if (status !== 404 && status !== 403) answered.push(`${named(operation)} ${status} ${JSON.stringify(body)}`);
    }
    expect(answered).toEqual([]);
    expect(await everythingOf(product.sql, theirs)).toEqual(before);
  });

  it('does not exist in a workspace one does not belong to', async () => {
    const before = await everythingOf(product.sql, theirs);
    const answered: string[] = [];
    for (const operation of operations.filter(({ path }) => path.startsWith(BELOW_WORKSPACE))) {
      const { status } = await ask(operation, admin.http, theirs.word);
      if (status !== 404) answered.push(`${named(operation)} ${status}`);
    }
    expect(answered).toEqual([]);
    expect(await everythingOf(product.sql, theirs)).toEqual(before);
  });

  it('says nothing of it in any list or report of this one', async () => {
    const telling: string[] = [];
    const lists = operations.filter((operation) => operation.method === 'get' && !withIds().includes(operation));
    for (const operation of lists) {
      const { body } = await ask(operation, admin.http, mine.slug);
      const told = JSON.stringify(body);
      if (told.includes(theirs.id) || told.includes(`"${theirs.word}"`)) telling.push(named(operation));
    }
    expect(lists.length).toBeGreaterThan(10);
    expect(telling).toEqual([]);
  });
});

function operationsIn(document: OpenAPIObject, id: string): Operation[] {
  const bodies = new Bodies(document, id);
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      // Better Auth's own routes have no ids in their addresses and belong to a person; through a workspace's sign-on people
      // come who are nobody anywhere yet.
      if (!operation || /^\/api\/v1\/(auth|sso)\//.test(path)) return [];
      const content = (operation.requestBody as { content?: Record<string, { schema: object }> } | undefined)?.content;
      const schema = content?.['application/json']?.schema;
      const asked = (operation.parameters ?? []).flatMap((parameter) =>
        'in' in parameter && parameter.in === 'query' && parameter.required
          ? `${parameter.name}=${String(bodies.of((parameter.schema ?? {}) as never))}`
          : [],
      );
      return [
        {
          method,
          path,
          query: asked.join('&'),
          body: schema ? bodies.of(schema as never) : method === 'get' ? undefined : {},
        },
      ];
    }),
  );
}
