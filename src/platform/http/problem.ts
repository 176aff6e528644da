import { DomainError, ERROR_CODES, type ErrorCode } from '../../kernel/errors/index.js';
import { localise, type Locale } from '../../kernel/text/index.js';

/** An error as RFC 9457 wants it, with a stable `code` beside the sentence. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly { field: string; code: string; message: string }[];
  readonly blockers?: readonly BlockerView[];
}

export interface BlockerView {
  readonly gate: string;
  readonly code: string;
  readonly message: string;
  readonly waivable: boolean;
  readonly fix: { readonly who: string; readonly where: string };
}

/** The refusal in the reader's language. */
export function problemOf(error: DomainError, locale: Locale, requestId: string): Problem {
  const { status, message } = ERROR_CODES[error.code];
  const { fields, blockers } = error.details;
  return {
    type: `urn:shewhart:error:${error.code}`,
    title: error.code.replaceAll('_', ' '),
    status,
    code: error.code,
    detail: localise(message, locale, error.params),
    requestId,
    ...(fields && {
      errors: fields.map((problem) => ({
        field: problem.field,
        code: problem.code,
        message: localise(problem.message, locale, problem.params),
      })),
    }),
    ...(blockers && { blockers: blockers.map((blocker) => blockerView(blocker, locale)) }),
  };
}

export function blockerView(
  blocker: NonNullable<DomainError['details']['blockers']>[number],
  locale: Locale,
): BlockerView {
  return {
    gate: blocker.gate,
    code: blocker.code,
    message: localise(blocker.message, locale, blocker.params),
    waivable: blocker.waivable,
    fix: { who: localise(blocker.fix.who, locale), where: blocker.fix.where },
  };
}
