import { SetMetadata } from '@nestjs/common';

export const SHOWN_ONCE = 'shewhart:shown-once';

/**
 * Names the fields of an answer that hold a secret. They are answered once and kept nowhere: a repeated request with the
 * same Idempotency-Key answers null in their place.
 */
export const ShownOnce = (...fields: readonly string[]): MethodDecorator => SetMetadata(SHOWN_ONCE, fields);

/** The answer as it may be kept. */
export function withoutSecrets(answer: unknown, fields: readonly string[]): unknown {
  if (typeof answer !== 'object' || answer === null || fields.length === 0) return answer;
  return { ...answer, ...Object.fromEntries(fields.map((field) => [field, null])) };
}
