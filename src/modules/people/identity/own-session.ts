import { createHmac } from 'node:crypto';

import { SESSION_SECONDS } from './session-times.js';

/** How long having signed in with one's company again proves that it is still he. */
export const REAUTHENTICATION_SECONDS = 5 * 60;

/** The cookie of a session of ours, as Better Auth sets it: its routes and our guard take it alike. */
export function sessionCookie(token: string, secret: string, isSecure: boolean): string {
  const value = `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`;
  const name = `${isSecure ? '__Secure-' : ''}better-auth.session_token`;
  const attributes = [
    `Max-Age=${SESSION_SECONDS}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure ? ['Secure'] : []),
  ];
  return [`${name}=${encodeURIComponent(value)}`, ...attributes].join('; ');
}
