import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { type Item, ItemAccess, type Stage } from '../../items/index.js';
import { PILOT_NOUN } from '../domain/pilot-words.js';
import { Pilot } from '../persistence/pilot.entity.js';

const OF_THE_PAST = {
  en: 'This pilot belongs to an earlier cycle or loop of its item; it is fixed.',
  'zh-CN': '该试点属于项目此前的循环或轮次,记录不可再改。',
};

/** How an action comes to a pilot of the actor's workspace. */
@Injectable()
export class PilotAccess {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
  ) {}

  /** For reading alone. */
  async find(actor: Actor, id: string, tx: Tx = this.transactions.reader): Promise<Pilot> {
    const pilot = await tx.findOneBy(Pilot, { id, workspaceId: actor.workspace.id });
    if (!pilot) throw notFound(PILOT_NOUN);
    await this.items.ofRecord(actor, pilot.itemId, PILOT_NOUN, tx);
    return pilot;
  }

  /**
   * For changing it: the pilot locked, below its item, which cannot move meanwhile.
   *
   * @param version what the caller read, if he says so
   * @throws DomainError not_found, item_not_open, wrong_stage, conflict (of an earlier loop), stale_version
   */
  async forWork(
    tx: Tx,
    actor: Actor,
    id: string,
    { stages, version }: { stages: readonly Stage[]; version?: number },
  ): Promise<{ item: Item; pilot: Pilot }> {
    const found = await tx.findOneBy(Pilot, { id, workspaceId: actor.workspace.id });
    if (!found) throw notFound(PILOT_NOUN);
    const { key } = await this.items.ofRecord(actor, found.itemId, PILOT_NOUN, tx);
    const item = await this.items.forWork(tx, actor, key, stages);
    const pilot = await tx.findOneOrFail(Pilot, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (pilot.cycle !== item.cycle || pilot.loop !== item.loop) {
      throw new DomainError('conflict', { reason: OF_THE_PAST });
    }
    if (version !== undefined && version !== pilot.version) throw new DomainError('stale_version');
    return { item, pilot };
  }
}
