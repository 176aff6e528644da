import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { isVerdict, type PilotState } from '../domain/pilot-words.js';
import { judge, type Judgement } from '../domain/referee.js';
import type { Pilot } from '../persistence/pilot.entity.js';
import { PilotAccess } from './pilot-access.js';
import { RefereeRules } from './referee-rules.js';
import { touchPilot } from './touch-pilot.js';

const FINAL = { en: 'The referee has given his verdict; it is final.', 'zh-CN': '裁定已作出,不可更改。' };
const STOPPED = { en: 'The pilot was stopped without a verdict.', 'zh-CN': '试点已终止,未作裁定。' };

/** Has the referee judge a pilot. On too little he gives no verdict, and nothing changes; a verdict is final. */
@Injectable()
export class JudgePilot {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: PilotAccess,
    private readonly rules: RefereeRules,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, note: string | null): Promise<{ pilot: Pilot; judgement: Judgement }> {
    return this.transactions.run(async (tx) => {
      const { item, pilot } = await this.access.forWork(tx, actor, id, { stages: ['pilot'] });
      refuseEnded(pilot.state);
      const judgement = judge(pilot, await this.rules.of(pilot.workspaceId, tx));
      const { verdict } = judgement;
      if (verdict === null) return { pilot, judgement };
      const now = this.clock.now();
      const outcome = { state: verdict, judgement, judgedBy: actor.userId, judgedAt: now };
      const changes = changesBetween(pilot, { state: verdict, judgement });
      await touchPilot(tx, pilot, outcome, now);
      await this.journal.record(tx, actor, {
        type: 'pilot.judged',
        subject: { type: 'pilot', id: pilot.id },
        itemId: item.id,
        changes,
        reason: note,
        facts: { key: pilot.key, itemKey: item.key, verdict },
      });
      return { pilot, judgement };
    });
  }
}

function refuseEnded(state: PilotState): void {
  if (isVerdict(state)) throw new DomainError('conflict', { reason: FINAL });
  if (state === 'stopped') throw new DomainError('conflict', { reason: STOPPED });
}
