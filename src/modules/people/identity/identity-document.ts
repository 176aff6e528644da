import type { OpenAPIObject } from '@nestjs/swagger';

import { refToError } from '../../../platform/http/index.js';
import { IDENTITY_BASE_PATH } from './identity.js';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['post']>;
type Schema = Record<string, unknown>;

const TEXT = { type: 'string' };
const FLAG = { type: 'boolean' };
const SUCCESS = object({ success: FLAG });
const PERSON = object({ id: TEXT, name: TEXT, email: TEXT });

/** Better Auth's routes that this product's users need, for the OpenAPI document: no controller of ours describes them. */
export const IDENTITY_PATHS: Paths = {
  ...post('sign-in/email', 'Sign in: sets the session cookie', {
    isPublic: true,
    body: object({ email: TEXT, password: TEXT, rememberMe: FLAG }, ['email', 'password']),
    answer: object({ token: TEXT, user: PERSON, twoFactorRedirect: FLAG }, []),
  }),
  ...post('two-factor/verify-totp', 'The second step of signing in, or the confirmation of a new factor', {
    isPublic: true,
    body: object({ code: TEXT }),
    answer: object({ token: TEXT, user: PERSON }),
  }),
  ...post('two-factor/verify-backup-code', 'The second step of signing in without the device; each code counts once', {
    isPublic: true,
    body: object({ code: TEXT }),
    answer: object({ token: TEXT, user: PERSON }),
  }),
  ...post('two-factor/enable', 'Begin to enrol a second factor', {
    body: object({ password: TEXT }),
    answer: object({ method: TEXT, totpURI: TEXT, backupCodes: { type: 'array', items: TEXT } }),
  }),
  ...post('two-factor/generate-backup-codes', 'New back-up codes; the old ones stop', {
    body: object({ password: TEXT }),
    answer: object({ status: FLAG, backupCodes: { type: 'array', items: TEXT } }),
  }),
  ...post('two-factor/disable', 'Give my second factor up', {
    body: object({ password: TEXT }),
    answer: object({ status: FLAG }),
  }),
  ...post('sign-out', 'Sign out: the session ends at once', { answer: SUCCESS }),
};

interface PostRoute {
  readonly isPublic?: boolean;
  readonly body?: Schema;
  readonly answer: Schema;
}

function post(route: string, summary: string, { isPublic = false, body, answer }: PostRoute): Paths {
  const content = body && { 'application/json': { schema: body } };
  const described = operation(route, summary, answer, isPublic, [400]);
  return at(route, { post: { ...described, ...(content && { requestBody: { required: true, content } }) } });
}

function at(route: string, item: Paths[string]): Paths {
  return { [`${IDENTITY_BASE_PATH}/${route}`]: item };
}

function operation(route: string, summary: string, answer: Schema, isPublic: boolean, errors: number[]): Operation {
  return {
    operationId: `Identity_${route.replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    tags: ['identity'],
    parameters: [{ $ref: '#/components/parameters/AcceptLanguage' }],
    responses: {
      200: { description: summary, content: { 'application/json': { schema: answer } } },
      ...Object.fromEntries([...errors, 401, 429, 500, 503].map((status) => [status, refToError(status)])),
    },
    ...(isPublic && { security: [] }),
  };
}

function object(properties: Record<string, Schema>, required = Object.keys(properties)): Schema {
  return { type: 'object', properties, required };
}
