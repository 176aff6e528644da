import { createHash } from 'node:crypto';

import type { Request } from '../../../platform/http/index.js';
import { readSignedCookie } from './cookie-signature.js';

/** What a request shows of who calls; not yet looked up. */
export type Credentials =
  { readonly kind: 'session'; readonly token: string } | { readonly kind: 'key'; readonly hash: string };

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?better-auth\.session_token=([^;]+)/;

/** Whether there is something to look up. */
export function showsCredentials({ headers }: Pick<Request, 'headers'>): boolean {
  return (
    headers['x-api-key'] !== undefined ||
    headers.authorization !== undefined ||
    SESSION_COOKIE.test(headers.cookie ?? '')
  );
}

/** An API key (`X-Api-Key`, or `Authorization: Bearer`) goes before the cookie: a program that sends one means it. */
export function credentialsOf({ headers }: Request, secret: string): Credentials | undefined {
  const key = headers['x-api-key'] ?? /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (typeof key === 'string') return { kind: 'key', hash: createHash('sha256').update(key).digest('base64url') };
  const cookie = SESSION_COOKIE.exec(headers.cookie ?? '')?.[1];
  const token = cookie === undefined ? undefined : readSignedCookie(safeDecode(cookie), secret);
  return token === undefined ? undefined : { kind: 'session', token };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
