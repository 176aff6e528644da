import { ERROR_CODES } from '../../kernel/errors/index.js';
import type { Reference, ResponseOrReference } from './open-api-types.js';

const codesByStatus = new Map<number, string[]>();
for (const [code, { status }] of Object.entries(ERROR_CODES)) {
  codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code]);
}

/** For the document's `components.responses`: a problem for each status the product refuses with, and its codes. */
export const ERROR_RESPONSES: Readonly<Record<string, ResponseOrReference>> = Object.fromEntries(
  [...codesByStatus].map(([status, codes]) => [
    `Problem${status}`,
    {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

export function refToError(status: number): Reference {
  return { $ref: `#/components/responses/Problem${status}` };
}
