import { In, LessThanOrEqual } from 'typeorm';

import { systemActor } from '../../../kernel/actor/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type OutboxEvent, type Reaction, ReactsTo } from '../../../platform/outbox/index.js';
import { Item } from '../../items/index.js';
import { Workspace } from '../../people/index.js';
import { LIVE_STATES } from '../domain/pilot-words.js';
import { Pilot } from '../persistence/pilot.entity.js';
import { StopPilot } from './stop-pilot.operation.js';

/** When an item leaves stage pilot without a verdict, or is cancelled in it, nobody counts its pilot any more. */
@ReactsTo({ name: 'stop-abandoned-pilots', on: ['item.stage_advanced'] })
export class StopAbandonedPilots implements Reaction {
  constructor(private readonly stopPilot: StopPilot) {}

  async react({ payload, workspaceId, occurredAt, id }: OutboxEvent, tx: Tx): Promise<void> {
    const { from, to, status, transition, itemId, cycle, loop } = payload;
    if (itemId === null || from !== 'pilot' || (to === 'pilot' && status !== 'cancelled')) return;
    // The item first, as everywhere.
    await tx.findOneOrFail(Item, { where: { id: itemId }, lock: { mode: 'pessimistic_read' } });
    const abandoned = await tx.find(Pilot, {
      // A late event must not end a pilot of the next loop, nor one that began after it in the same.
      where: {
        itemId,
        cycle: Number(cycle),
        loop: LessThanOrEqual(transition === 'revise_plan' ? Number(loop) - 1 : Number(loop)),
        state: In([...LIVE_STATES]),
        createdAt: LessThanOrEqual(occurredAt),
      },
      lock: { mode: 'pessimistic_write' },
    });
    if (abandoned.length === 0) return;
    const workspace = await tx.findOneByOrFail(Workspace, { id: workspaceId });
    const actor = systemActor(workspace, 'job', `event-${id}`);
    for (const pilot of abandoned) await this.stopPilot.runWithin(tx, actor, pilot, String(transition));
  }
}
