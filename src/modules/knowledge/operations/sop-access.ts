import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Item, ItemAccess, type Stage } from '../../items/index.js';
import { SOP_NOUN, SOP_STATE_NAMES, type SopState } from '../domain/sop-words.js';
import { Sop } from '../persistence/sop.entity.js';

/** Success is written down while it is carried out and when it is looked back on. */
export const WRITING_STAGES: readonly Stage[] = ['rollout', 'review'];

const EARLIER_CYCLE = {
  en: 'This belongs to an earlier cycle of the item; it is fixed.',
  'zh-CN': '该记录属于项目的较早循环,不可再改。',
};

/** How an action comes to a procedure: the item first, then the row, so that no gate sees half of a change. */
@Injectable()
export class SopAccess {
  constructor(private readonly items: ItemAccess) {}

  /**
   * @param version what the caller read, where he says so
   * @throws DomainError not_found, item_not_open, wrong_stage, conflict (earlier cycle), stale_version
   */
  async forWork(tx: Tx, actor: Actor, id: string, version?: number): Promise<{ item: Item; sop: Sop }> {
    const found = await tx.findOneBy(Sop, { id, workspaceId: actor.workspace.id });
    if (!found) throw notFound(SOP_NOUN);
    const { key } = await this.items.ofRecord(actor, found.itemId, SOP_NOUN, tx);
    const item = await this.items.forWork(tx, actor, key, WRITING_STAGES);
    const sop = await tx.findOneOrFail(Sop, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (sop.cycle !== item.cycle) throw new DomainError('conflict', { reason: EARLIER_CYCLE });
    if (version !== undefined && version !== sop.version) throw new DomainError('stale_version');
    return { item, sop };
  }
}

/** Refuses a step that the procedure's state does not allow. */
export function refuseUnlessState(sop: Sop, expected: SopState, to: SopState): void {
  if (sop.state === expected) return;
  throw new DomainError('illegal_state', {
    what: SOP_NOUN,
    from: SOP_STATE_NAMES[sop.state],
    to: SOP_STATE_NAMES[to],
  });
}

/** Writes changed fields of a locked procedure, one version further. The entity follows. */
export async function touchSop(tx: Tx, sop: Sop, changes: Partial<Sop>): Promise<void> {
  const written = { ...changes, version: sop.version + 1 };
  await tx.update(Sop, { id: sop.id }, written);
  Object.assign(sop, written);
}
