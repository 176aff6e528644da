import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits as text for an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token. It is random, so a plain digest is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/**
 * The token of a link that is mailed: 256 bits that the installation's secret makes of the link's id and the count of
 * times it was sent. Nothing keeps it, and whoever sends the letter makes it again; the database alone does not.
 */
export function tokenOfLink(secret: string, linkId: string, generation: number): string {
  return createHmac('sha256', secret).update(`one-time-link:${linkId}:${generation}`).digest('base64url');
}
