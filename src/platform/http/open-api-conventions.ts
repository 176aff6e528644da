import type { OpenAPIObject } from '@nestjs/swagger';

import { ERROR_RESPONSES, refToError } from './open-api-errors.js';
import type { Answer, Operation, Parameter, PathItem, Responses } from './open-api-types.js';

/** Marks an operation with its access: `public`, `signed-in`, or the action of the policy. */
export const ACCESS_EXTENSION = 'x-access';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

const PARAMETERS = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'Language of every message: `en` or `zh-CN`. Codes never change.',
    schema: { type: 'string', example: 'zh-CN' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'The same key and request within 24 hours answers what the first one answered, and changes nothing; with another request 409.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
} as const satisfies Record<string, Parameter>;

const ETAG = {
  ETag: { description: 'The version, for If-Match.', schema: { type: 'string', example: '"7"' } },
} as const;

/**
 * Adds to every operation what holds for all of its kind, so that no controller has to repeat it: path parameters that
 * the guard reads, the headers of a request, who may call, and the refusals that can come.
 */
export function addConventions(document: OpenAPIObject): OpenAPIObject {
  document.components = {
    ...document.components,
    parameters: { ...document.components?.parameters, ...PARAMETERS },
    responses: { ...document.components?.responses, ...ERROR_RESPONSES },
  };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of operationsOf(item)) {
      operation.parameters = [
        ...pathParameters(path, operation),
        ...(operation.parameters ?? []),
        ...headers(method, operation),
      ];
      operation.responses = { ...describedSuccess(document, operation), ...errors(path, method, operation) };
      if (accessOf(operation) === 'public') operation.security = [];
    }
  }
  return document;
}

function operationsOf(item: PathItem): [Method, Operation][] {
  return METHODS.flatMap((method) => (item[method] ? [[method, item[method]] as [Method, Operation]] : []));
}

function accessOf(operation: Operation): unknown {
  return (operation as unknown as Record<string, unknown>)[ACCESS_EXTENSION];
}

/** Those that no handler names because the guard (`workspace`) or a decorator of ours (`id`) reads them. */
function pathParameters(path: string, operation: Operation): Parameter[] {
  const named = parametersOf(operation, 'path').map(({ name }) => name);
  const missing = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !named.includes(name));
  return missing.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));
}

function headers(method: Method, operation: Operation) {
  const repeatable = method === 'post' && accessOf(operation) !== 'public';
  const names: (keyof typeof PARAMETERS)[] = repeatable ? ['IdempotencyKey', 'AcceptLanguage'] : ['AcceptLanguage'];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function describedSuccess(document: OpenAPIObject, operation: Operation): Responses {
  const answers = Object.entries(operation.responses as Responses).filter(([status]) => Number(status) < 400);
  return Object.fromEntries(
    answers.map(([status, answer]) => {
      if ('$ref' in answer) return [status, answer];
      const description = answer.description || (operation.summary ?? '');
      return [status, { ...answer, description, ...(hasVersion(document, answer) && { headers: ETAG }) }];
    }),
  );
}

/** Whether the answer is a view with a version, which the interceptor turns into an entity tag. */
function hasVersion({ components }: OpenAPIObject, { content }: Answer): boolean {
  const schema = content?.['application/json']?.schema;
  const name = schema && '$ref' in schema ? schema.$ref.split('/').at(-1) : undefined;
  const view = name === undefined ? undefined : components?.schemas?.[name];
  return view !== undefined && 'properties' in view && view.properties?.['version'] !== undefined;
}

function errors(path: string, method: Method, operation: Operation): Responses {
  const access = accessOf(operation);
  const ofWorkspace = access !== 'public' && access !== 'signed-in';
  const ifMatch = parametersOf(operation, 'header').find(({ name }) => name === 'If-Match');
  const hasBody = operation.requestBody !== undefined;
  const can: [number, boolean][] = [
    [400, hasBody || method === 'post' || parametersOf(operation, 'query').length > 0],
    [401, access !== 'public'],
    [403, ofWorkspace],
    [404, path.includes('{')],
    [409, ofWorkspace && method !== 'get'],
    [412, ifMatch !== undefined],
    [413, hasBody],
    [415, hasBody],
    [428, ifMatch?.required === true],
    [429, true],
    [500, true],
    [503, true],
  ];
  const general = can.filter(([, applies]) => applies).map(([status]) => status);
  const own = Object.keys(operation.responses)
    .map(Number)
    .filter((status) => status >= 400);
  return Object.fromEntries([...general, ...own].map((status) => [status, refToError(status)]));
}

function parametersOf(operation: Operation, place: 'path' | 'query' | 'header'): Parameter[] {
  return (operation.parameters ?? []).filter(
    (parameter): parameter is Parameter => 'in' in parameter && parameter.in === place,
  );
}
