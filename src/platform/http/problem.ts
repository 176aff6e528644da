import { type DomainError, ERROR_CODES } from '../../kernel/errors/index.js';
import { localise, type Locale } from '../../kernel/text/index.js';
import type { BlockerView, ProblemView } from './problem.view.js';

/** The refusal in the reader's language. */
export function problemOf(error: DomainError, locale: Locale, requestId: string): ProblemView {
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
