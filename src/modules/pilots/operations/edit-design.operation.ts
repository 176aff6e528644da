import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Metrics } from '../../metrics/index.js';
import { contradictionsIn, type PilotDesign } from '../domain/pilot-design.js';
import type { Pilot } from '../persistence/pilot.entity.js';
import { DesignChecks } from './design-checks.js';
import { PilotAccess } from './pilot-access.js';
import { touchPilot } from './touch-pilot.js';

const FIXED = {
  en: 'The design is fixed once people are counted.',
  'zh-CN': '开始统计后试点设计不可再改。',
};

/**
 * Changes the design of a draft; fields left out stay. Whoever writes it means the metric as the dictionary defines it
 * then, so sending a field again takes the design to the present definition.
 */
@Injectable()
export class EditDesign {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: PilotAccess,
    private readonly checks: DesignChecks,
    private readonly metrics: Metrics,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, version: number, fields: Partial<PilotDesign>): Promise<Pilot> {
    return this.transactions.run(async (tx) => {
      const { item, pilot } = await this.access.forWork(tx, actor, id, { stages: ['plan', 'pilot'], version });
      if (pilot.state !== 'draft') throw new DomainError('conflict', { reason: FIXED });
      const design = { ...pilot, ...fields };
      const metricVersion = await this.metrics.versionOf(tx, pilot.workspaceId, design.primaryMetric);
      const written = { ...fields, metricVersion };
      const changes = changesBetween(pilot, written);
      if (Object.keys(changes).length === 0) return pilot;
      refuseFields(contradictionsIn(design));
      const now = this.clock.now();
      if (item.stage === 'pilot') {
        await this.checks.refuseUnfit(design, actor, localDateAt(now, actor.workspace.timeZone), tx);
      }
      await touchPilot(tx, pilot, written, now);
      await this.journal.record(tx, actor, {
        type: 'pilot.design_edited',
        subject: { type: 'pilot', id: pilot.id },
        itemId: item.id,
        changes,
        facts: { key: pilot.key, itemKey: item.key },
      });
      return pilot;
    });
  }
}
