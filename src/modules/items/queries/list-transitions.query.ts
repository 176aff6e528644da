import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Blocker } from '../../../kernel/errors/index.js';
import { isOffered } from '../../../kernel/lifecycle/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { ITEM_LIFECYCLE, TRANSITION_NAMES, type TransitionName } from '../domain/item-lifecycle.js';
import type { Stage } from '../domain/item-words.js';
import { GateRegistry } from '../gates/gate-registry.js';
import { ItemRelations } from '../operations/item-relations.js';
import { ItemAccess } from '../operations/item-access.js';

export interface OfferedTransition {
  readonly name: TransitionName;
  readonly to: Stage;
  readonly needsReason: boolean;
  readonly needsSignature: boolean;
  /** Whether this actor could make the move now. */
  readonly allowed: boolean;
  /** Whether it is for somebody of the actor's role, and of what he is to the item. */
  readonly forRole: boolean;
  readonly blockers: readonly Blocker[];
}

/** "What is missing?" for every move from here (N-04). */
@Injectable()
export class ListTransitions {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ItemAccess,
    private readonly relations: ItemRelations,
    private readonly gates: GateRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string): Promise<OfferedTransition[]> {
    const tx = this.transactions.reader;
    const item = await this.access.find(actor, key, tx);
    const now = this.clock.now();
    const question = {
      item,
      actor,
      workspaceId: item.workspaceId,
      now,
      today: localDateAt(now, actor.workspace.timeZone),
    };
    const mayMove = await this.relations.may(tx, actor, 'items.move', item);
    const offered = TRANSITION_NAMES.filter((name) =>
      isOffered(ITEM_LIFECYCLE.moves[name], item, ITEM_LIFECYCLE.activeStatus),
    );
    return Promise.all(
      offered.map(async (name) => {
        const { to, by, gates, needsReason = false, needsSignature = false } = ITEM_LIFECYCLE.moves[name];
        const blockers = await this.gates.blockers(gates, question, tx);
        const forRole = (by as readonly string[]).includes(actor.role) && mayMove;
        const allowed = forRole && blockers.length === 0;
        const target = to === 'same' ? item.stage : to;
        return { name, to: target, needsReason, needsSignature, allowed, forRole, blockers };
      }),
    );
  }
}
