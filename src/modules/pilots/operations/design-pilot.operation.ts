import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx, violatesUnique } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Item, ItemAccess, KeySequence } from '../../items/index.js';
import { Metrics } from '../../metrics/index.js';
import { BLANK_DESIGN, contradictionsIn, type PilotDesign } from '../domain/pilot-design.js';
import { isLive, isVerdict } from '../domain/pilot-words.js';
import { Pilot } from '../persistence/pilot.entity.js';
import { DesignChecks } from './design-checks.js';
import { pilotOfLoop } from './pilot-of-loop.js';

const LIVE_ALREADY = { en: 'pilot of this loop', 'zh-CN': '本轮试点' };
const JUDGED_ALREADY = {
  en: 'The pilot of this loop was judged: revise the plan before trying again.',
  'zh-CN': '本轮试点已有裁定:请先修订方案再重新试点。',
};

/** Adds a pilot to the item's loop, in stage plan; in stage pilot only in place of one that was stopped. */
@Injectable()
export class DesignPilot {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly checks: DesignChecks,
    private readonly keys: KeySequence,
    private readonly metrics: Metrics,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, itemKey: string, fields: Partial<PilotDesign>): Promise<Pilot> {
    const design: PilotDesign = { ...BLANK_DESIGN, ...fields };
    refuseFields(contradictionsIn(design));
    return this.transactions.run(async (tx) => {
      const item = await this.items.forWork(tx, actor, itemKey, ['plan', 'pilot']);
      const today = localDateAt(this.clock.now(), actor.workspace.timeZone);
      await refuseSecond(tx, item);
      if (item.stage === 'pilot') {
        await this.checks.refuseUnfit({ ...design, workspaceId: item.workspaceId, itemId: item.id }, actor, today, tx);
      }
      const month = today.slice(0, 7).replace('-', '');
      const key = await this.keys.next(tx, item.workspaceId, `AB-${month}`, 2);
      const metricVersion = await this.metrics.versionOf(tx, item.workspaceId, design.primaryMetric);
      const written = { ...design, metricVersion };
      const pilot = this.draft(tx, actor, item, key, written);
      await insert(tx, pilot);
      await this.journal.record(tx, actor, {
        type: 'pilot.designed',
        subject: { type: 'pilot', id: pilot.id },
        itemId: item.id,
        changes: changesBetween({}, { key, ...written }),
        facts: { key, itemKey: item.key },
      });
      return tx.findOneByOrFail(Pilot, { id: pilot.id });
    });
  }

  private draft(
    tx: Tx,
    actor: Actor,
    item: Item,
    key: string,
    design: PilotDesign & Pick<Pilot, 'metricVersion'>,
  ): Pilot {
    const { workspaceId, id: itemId, cycle, loop } = item;
    const now = this.clock.now();
    const createdBy = actor.userId;
    return tx.create(Pilot, {
      ...design,
      ...{ id: newId(), workspaceId, itemId, cycle, loop, key, createdBy, createdAt: now, changedAt: now },
    });
  }
}

async function refuseSecond(tx: Tx, item: Item): Promise<void> {
  const newest = await pilotOfLoop(tx, item);
  if (!newest) return;
  if (isLive(newest.state)) throw new DomainError('already_exists', { what: LIVE_ALREADY });
  // A second try after a verdict, on the same plan, would be trying until chance agrees.
  if (item.stage === 'pilot' && isVerdict(newest.state)) throw new DomainError('conflict', { reason: JUDGED_ALREADY });
}

async function insert(tx: Tx, pilot: Pilot): Promise<void> {
  try {
    await tx.insert(Pilot, pilot as object);
  } catch (error) {
    if (violatesUnique(error, 'pilots_live_of_loop')) throw new DomainError('already_exists', { what: LIVE_ALREADY });
    throw error;
  }
}
