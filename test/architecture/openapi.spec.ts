import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { routesOf, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
  readonly enum?: unknown[];
  readonly format?: string;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly security?: unknown[];
  readonly parameters: { $ref?: string; name?: string; in?: string }[];
  readonly responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>;
}
interface OpenApi {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, Schema>; responses: Record<string, unknown> };
}

/** Pages for people, not for programs. */
const PAGES = ['/setup', '/join', '/reset'];

describe('the OpenAPI document', () => {
  let product: SpecProduct;
  let document: OpenApi;
  let operations: [string, Operation][];

  beforeAll(async () => {
    product = await startSpecProduct();
    // From the compiled product: the compiler's plugin writes the fields of views into it.
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/openapi.mjs', '--print'], {
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    document = JSON.parse(stdout) as OpenApi;
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ) as [string, Operation][];
  });
  afterAll(() => product.stop());

  it('has every route of the running product, and no other', () => {
    const running = routesOf(product.app)
      .filter(({ path }) => !PAGES.includes(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const identity = operations.map(([name]) => name).filter((name) => name.includes(' /api/v1/auth/'));
    expect(operations.map(([name]) => name).sort()).toEqual([...running, ...identity].sort());
  });

  it('gives every operation a summary and a name of its own', () => {
    expect(operations.filter(([, { summary }]) => !summary).map(([name]) => name)).toEqual([]);
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('says of every success what its answer looks like', () => {
    const silent = operations.filter(([, { responses }]) => {
      const success = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      const described = ([status, { content = {} }]: (typeof success)[number]) =>
        status === '204' || Object.values(content).some(({ schema }) => isDescribed(schema));
      // A page that sends the browser elsewhere answers nothing itself.
      const isRedirect = '302' in responses;
      return (success.length === 0 || !success.every(described)) && !isRedirect;
    });
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('describes every schema it points at, field by field', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)];
    const unknown = refs.map(([, name = '']) => name).filter((name) => !(name in document.components.schemas));
    expect(unknown).toEqual([]);
    const empty = Object.entries(document.components.schemas).filter(
      ([, { type, properties }]) => type === 'object' && Object.keys(properties ?? {}).length === 0,
    );
    expect(empty.map(([name]) => name)).toEqual([]);
  });

  it('shows the fields of a view that may be null', () => {
    expect(document.components.schemas['ItemView']?.properties).toMatchObject({
      key: { type: 'string' },
      ownerId: { type: 'string', nullable: true },
      priority: { type: 'number', nullable: true },
    });
  });

  it('tells of the refusals of each operation as problem+json', () => {
    const edit = document.paths['/api/v1/workspaces/{workspace}/items/{key}']?.['patch'];
    expect(Object.keys(edit?.responses ?? {})).toEqual(
      ['200', '400', '401', '403', '404', '409', '412', '413', '415', '428', '429', '500', '503'],
    ); // prettier-ignore
    const move = document.paths['/api/v1/workspaces/{workspace}/items/{key}/transitions']?.['post'];
    expect(move?.responses).toMatchObject({ 422: { $ref: '#/components/responses/Problem422' } });
    expect(document.components.responses['Problem422']).toMatchObject({
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    const forgetful = operations.filter(([, { responses }]) => !('500' in responses) || !('503' in responses));
    expect(forgetful.map(([name]) => name)).toEqual([]);
  });

  it('names the headers that a request may or must have', () => {
    const named = (path: string, method: string) =>
      document.paths[`/api/v1/workspaces/{workspace}${path}`]?.[method]?.parameters.map(
        ({ $ref, name }) => name ?? $ref?.split('/').at(-1),
      );
    expect(named('/items/{key}', 'patch')).toEqual(['workspace', 'key', 'If-Match', 'AcceptLanguage']);
    expect(named('/items/{key}/waivers', 'post')).toEqual(['workspace', 'key', 'IdempotencyKey', 'AcceptLanguage']);
  });

  it('asks for a session or a key everywhere but where none is needed', () => {
    // The second step of signing in belongs to the identity library, and to somebody who has shown a password.
    const open = operations
      .filter(([name, { security }]) => security?.length === 0 && !name.includes('/auth/two-factor/'))
      .map(([name]) => name);
    const isPublic = routesOf(product.app).filter(
      ({ path, access }) => access?.kind === 'public' && !PAGES.includes(path),
    );
    expect(open.sort()).toEqual(
      [
        ...isPublic.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`),
        'POST /api/v1/auth/sign-in/email',
      ].sort(),
    );
  });

  function isDescribed(schema: Schema): boolean {
    if (schema.$ref) return isDescribed(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    if (schema.type === 'array') return isDescribed(schema.items ?? {});
    if (schema.type === 'object') return Object.keys(schema.properties ?? {}).length > 0;
    return schema.type !== undefined;
  }
});
