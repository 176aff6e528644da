import { ERROR_CODES } from '../../kernel/errors/index.js';
import type { Reference, ResponseOrReference } from './open-api-types.js';

const codesByStatus = new Map<number, string[]>();
for (const [code, { status }] of Object.entries(ERROR_CODES)) {
  codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code]);
}

/** Every answer to somebody whose requests are counted has the last two. */
const RATE_LIMIT_HEADERS = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', example: 30 } },
  RateLimit: {
    description: 'How many requests are left (r), and for how many seconds (t).',
    schema: { type: 'string', example: '"person";r=0;t=30' },
  },
  'RateLimit-Policy': {
    description: 'How many requests (q) are answered in how many seconds (w), and by what they are counted.',
    schema: { type: 'string', example: '"person";q=3000;w=60' },
  },
} as const;

/** For the document's `components.responses`: a problem for each status the product refuses with, and its codes. */
export const ERROR_RESPONSES: Readonly<Record<string, ResponseOrReference>> = Object.fromEntries(
  [...codesByStatus].map(([status, codes]) => [
    `Problem${status}`,
    {
      description: codes.join(', '),
      ...(status === 429 && { headers: RATE_LIMIT_HEADERS }),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

export function refToError(status: number): Reference {
  return { $ref: `#/components/responses/Problem${status}` };
}
