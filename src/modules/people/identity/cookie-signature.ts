import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The value of a cookie that Better Auth signed (`value.signature`, HMAC-SHA-256 in base64), or undefined when it is
 * not ours.
 */
export function readSignedCookie(cookie: string, secret: string): string | undefined {
  const dot = cookie.lastIndexOf('.');
  if (dot < 1) return undefined;
  const value = cookie.slice(0, dot);
  const expected = createHmac('sha256', secret).update(value).digest();
  const given = Buffer.from(cookie.slice(dot + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
}
