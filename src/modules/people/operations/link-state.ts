import type { OneTimeLink } from '../persistence/one-time-link.entity.js';

/** Whether a link still does what it was made for. */
export function isUsable(link: Pick<OneTimeLink, 'usedAt' | 'revokedAt' | 'expiresAt'>, now: Date): boolean {
  return link.usedAt === null && link.revokedAt === null && link.expiresAt > now;
}
