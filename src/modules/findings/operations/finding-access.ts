import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import { FINDING_MOVES, FINDING_NOUN, FINDING_STATE_NAMES, type FindingState } from '../domain/finding-words.js';
import { Finding } from '../persistence/finding.entity.js';

/** How an action comes to a finding. The item may be in whatever state: what is closed can still be audited. */
@Injectable()
export class FindingAccess {
  constructor(private readonly items: ItemAccess) {}

  /**
   * The item and the finding, both locked, the item first.
   *
   * @param to the state that the action leads to
   * @throws DomainError not_found, not_yours, stale_version, illegal_state
   */
  async forMove(
    tx: Tx,
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    to: FindingState,
  ): Promise<{ finding: Finding; item: Item }> {
    const where = { id, workspaceId: actor.workspace.id };
    const found = await tx.findOneBy(Finding, where);
    if (!found) throw notFound(FINDING_NOUN);
    const { key } = await this.items.ofRecord(actor, found.itemId, FINDING_NOUN, tx);
    const item = await this.items.forMove(tx, actor, key);
    const finding = await tx.findOneOrFail(Finding, { where, lock: { mode: 'pessimistic_write' } });
    if (finding.version !== version) throw new DomainError('stale_version');
    if (!FINDING_MOVES[finding.state].includes(to)) {
      const [from, into] = [FINDING_STATE_NAMES[finding.state], FINDING_STATE_NAMES[to]];
      throw new DomainError('illegal_state', { what: FINDING_NOUN, from, to: into });
    }
    return { finding, item };
  }
}
