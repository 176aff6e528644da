import { DomainError } from '../../../kernel/errors/index.js';
import { noSuchAddress } from '../../../platform/http/index.js';

/** The window in which Better Auth counts. */
const RETRY_AFTER_SECONDS = 60;

/** Codes of Better Auth that mean a wrong password, whichever of the two was wrong. */
const WRONG_CREDENTIALS = ['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD'];

const WRONG_CODES = ['INVALID_CODE', 'INVALID_BACKUP_CODE'];
const LOCKED = ['ACCOUNT_TEMPORARILY_LOCKED', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'];
const LOCK_MINUTES = 15;

/** A refusal of Better Auth (its status, and a body of `{code, message}` in English or none) as one of ours. */
export function refusalIn(status: number, body: string): DomainError {
  const { code = '', message = '' } = parsed(body);
  if (WRONG_CREDENTIALS.includes(code)) return new DomainError('invalid_credentials');
  if (WRONG_CODES.includes(code)) return new DomainError('second_factor_wrong');
  if (code === 'SESSION_CONFINED') return new DomainError('session_confined');
  if (code === 'REAUTHENTICATION_NEEDED') return new DomainError('presence_refused');
  if (LOCKED.includes(code)) return new DomainError('too_many_attempts', { minutes: LOCK_MINUTES });
  if (status === 401) return new DomainError('unauthenticated');
  if (status === 404) return noSuchAddress();
  if (status === 429) return new DomainError('too_many_requests', { seconds: RETRY_AFTER_SECONDS });
  if (status >= 500) return new DomainError('internal_error');
  return new DomainError('identity_refused', { reason: message || code || String(status) });
}

function parsed(body: string): { readonly code?: string; readonly message?: string } {
  try {
    return (JSON.parse(body) ?? {}) as { code?: string; message?: string };
  } catch {
    return {};
  }
}
