import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { INVITATION, INVITATION_STATE } from '../domain/invitation-words.js';
import { OneTimeLink } from '../persistence/one-time-link.entity.js';

/**
 * An invitation of the workspace that is neither accepted nor revoked (it may have expired), locked.
 *
 * @throws DomainError not_found, illegal_state
 */
export async function lockOpenInvitation(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: keyof typeof INVITATION_STATE,
): Promise<OneTimeLink> {
  const link = await tx.findOne(OneTimeLink, {
    where: { id, workspaceId, purpose: 'invitation' },
    lock: { mode: 'pessimistic_write' },
  });
  if (!link) throw notFound(INVITATION);
  const state = link.usedAt !== null ? 'accepted' : link.revokedAt !== null ? 'revoked' : 'open';
  if (state === 'open') return link;
  throw new DomainError('illegal_state', {
    what: INVITATION,
    from: INVITATION_STATE[state],
    to: INVITATION_STATE[to],
  });
}
