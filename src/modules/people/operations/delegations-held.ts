import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { HeldRecord } from '../domain/holding.js';
import { Delegation } from '../persistence/delegation.entity.js';
import { type Holdings, ProvidesHoldings } from './holdings.js';
import { RevokeDelegation } from './revoke-delegation.operation.js';

const REASON = 'handover';

/** Delegations that a person gave or holds. They are not passed on, since nothing is delegated further: they end. */
@ProvidesHoldings('delegations')
export class DelegationsHeld implements Holdings {
  constructor(
    private readonly revocation: RevokeDelegation,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(tx: Tx, workspaceId: string, userId: string): Promise<HeldRecord[]> {
    // Days differ by zone; what ended yesterday at the latest is over everywhere.
    const yesterday = localDateAt(new Date(this.clock.now().getTime() - 24 * 3_600_000), 'UTC');
    return tx.query<HeldRecord[]>(
      `SELECT t.id, t.from_on || ' – ' || t.to_on AS name, NULL::uuid AS "itemId", NULL::text AS "itemKey"
       FROM delegations t WHERE t.workspace_id = $1 AND (t.giver_id = $2 OR t.delegate_id = $2)
         AND t.revoked_at IS NULL AND t.to_on >= $3::date ORDER BY t.id FOR UPDATE OF t`,
      [workspaceId, userId, yesterday],
    );
  }

  async move(tx: Tx, actor: Actor, { id }: HeldRecord): Promise<void> {
    const delegation = await tx.findOneByOrFail(Delegation, { id, workspaceId: actor.workspace.id });
    await this.revocation.revoke(tx, actor, delegation, REASON);
  }
}
