import type { Localised, MessageParams } from '../text/localised.js';
import { ERROR_CODES, type ErrorCode } from './error-codes.js';

/** One field (JSON pointer-like path, or `line 7` of an upload) that was refused, and why. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: Localised;
  readonly params?: MessageParams;
}

/** Why a transition is blocked: which fact is missing, whether it can be waived, who mends it and where. */
export interface Blocker {
  readonly gate: string;
  readonly code: string;
  readonly message: Localised;
  readonly params?: MessageParams;
  readonly waivable: boolean;
  readonly fix: { readonly who: Localised; readonly where: string };
}

/** A typed refusal. Nothing has changed when it is thrown; the HTTP layer turns it into problem+json. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: MessageParams = {},
    readonly details: { readonly fields?: readonly FieldProblem[]; readonly blockers?: readonly Blocker[] } = {},
  ) {
    super(`${code}: ${ERROR_CODES[code].message.en} ${JSON.stringify(params)}`);
    this.name = 'DomainError';
  }
}

/** Refuses a request whose fields cannot be right together (for what one field alone can tell, see the body classes). */
export function refuseFields(fields: readonly FieldProblem[]): void {
  if (fields.length > 0) throw new DomainError('invalid_fields', { count: fields.length }, { fields });
}

/** The noun for messages such as "There is no such {what}". */
export function notFound(what: Localised): DomainError {
  return new DomainError('not_found', { what });
}
