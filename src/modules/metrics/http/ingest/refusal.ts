import { DomainError } from '../../../../kernel/errors/index.js';
import type { rowProblem } from '../../domain/ingest/row-messages.js';

/** Node says it in two ways, depending on who noticed first. */
export function isCutOff(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

export function refusal(...fields: ReturnType<typeof rowProblem>[]): DomainError {
  return new DomainError('invalid_rows', { count: fields.length }, { fields });
}
