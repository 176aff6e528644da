import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { Metrics } from '../../metrics/index.js';
import { isVerdict, type PilotState } from '../domain/pilot-words.js';
import { judge, type Judgement } from '../domain/referee.js';
import type { Pilot } from '../persistence/pilot.entity.js';
import { PilotAccess } from './pilot-access.js';
import { RefereeRules } from './referee-rules.js';
import { touchPilot } from './touch-pilot.js';

const FINAL = { en: 'The referee has given his verdict; it is final.', 'zh-CN': '裁定已作出,不可更改。' };
const STOPPED = { en: 'The pilot was stopped without a verdict.', 'zh-CN': '试点已终止,未作裁定。' };

/** A pilot, and how the referee judged it or would judge it now. */
export interface JudgedPilot {
  readonly pilot: Pilot;
  readonly judgement: Judgement;
  /** Of the primary metric's definition at the verdict, the present one before it; null where none was kept. */
  readonly metricVersion: number | null;
}

/** Has the referee judge a pilot. On too little he gives no verdict, and nothing changes; a verdict is final. */
@Injectable()
export class JudgePilot {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: PilotAccess,
    private readonly rules: RefereeRules,
    private readonly metrics: Metrics,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, note: string | null): Promise<JudgedPilot> {
    return this.transactions.run(async (tx) => {
      const { item, pilot } = await this.access.forWork(tx, actor, id, { stages: ['pilot'] });
      refuseEnded(pilot.state);
      const { workspaceId, primaryMetric } = pilot;
      const judgement = judge(pilot, await this.rules.of(workspaceId, tx));
      const metricVersion = await this.metrics.versionOf(tx, workspaceId, primaryMetric);
      const { verdict } = judgement;
      if (verdict === null) return { pilot, judgement, metricVersion };
      const now = this.clock.now();
      const outcome = { state: verdict, judgement, judgedMetricVersion: metricVersion };
      const changes = changesBetween(pilot, outcome);
      await touchPilot(tx, pilot, { ...outcome, judgedBy: actor.userId, judgedAt: now }, now);
      await this.journal.record(tx, actor, {
        type: 'pilot.judged',
        subject: { type: 'pilot', id: pilot.id },
        itemId: item.id,
        changes,
        reason: note,
        facts: { key: pilot.key, itemKey: item.key, verdict },
      });
      return { pilot, judgement, metricVersion };
    });
  }
}

function refuseEnded(state: PilotState): void {
  if (isVerdict(state)) throw new DomainError('conflict', { reason: FINAL });
  if (state === 'stopped') throw new DomainError('conflict', { reason: STOPPED });
}
