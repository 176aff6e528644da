import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text for an address. */
export function newFeedToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token. It is random, so a plain digest is enough. */
export function hashOfFeedToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
