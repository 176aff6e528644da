import { DomainError } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { hashToken } from '../domain/one-time-token.js';
import { OneTimeLink } from '../persistence/one-time-link.entity.js';
import { isUsable } from './link-state.js';

/**
 * Takes a link out of the world, for the transaction that does what it was made for: two people with the same link wait for
 * each other, and the second is refused.
 *
 * @throws DomainError link_used, also for a token that never existed: nobody learns which
 */
export async function useLink(tx: Tx, token: string, purpose: OneTimeLink['purpose'], now: Date): Promise<OneTimeLink> {
  const link = await tx.findOne(OneTimeLink, {
    where: { tokenHash: hashToken(token), purpose },
    lock: { mode: 'pessimistic_write' },
  });
  if (!link || !isUsable(link, now)) throw new DomainError('link_used');
  await tx.update(OneTimeLink, { id: link.id }, { usedAt: now });
  return link;
}
