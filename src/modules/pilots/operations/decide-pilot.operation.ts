import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { filled } from '../../../kernel/text/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Decision, isVerdict, PILOT_STATE_NAMES } from '../domain/pilot-words.js';
import type { Pilot } from '../persistence/pilot.entity.js';
import { PilotAccess } from './pilot-access.js';
import { touchPilot } from './touch-pilot.js';

const NO_VERDICT = {
  en: 'A decision follows the verdict; the pilot is {state}.',
  'zh-CN': '须先有裁定再作决定;试点目前为“{state}”。',
};
const NOT_WON = {
  en: 'Only a pilot that won is rolled out; this one is {state}.',
  'zh-CN': '只有胜出的试点才能全量推广;该试点为“{state}”。',
};

/** Records what people make of the verdict (D-19). Until the item moves on they may think again; the trail keeps both. */
@Injectable()
export class DecidePilot {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: PilotAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, decision: Decision, reason: string): Promise<Pilot> {
    return this.transactions.run(async (tx) => {
      const { item, pilot } = await this.access.forWork(tx, actor, id, { stages: ['pilot'] });
      refuseUnfounded(pilot, decision);
      const changes = changesBetween(pilot, { decision });
      const now = this.clock.now();
      const decided = { decision, decisionReason: reason, decidedBy: actor.userId, decidedAt: now };
      await touchPilot(tx, pilot, decided, now);
      await this.journal.record(tx, actor, {
        type: 'pilot.decided',
        subject: { type: 'pilot', id: pilot.id },
        itemId: item.id,
        changes,
        reason,
        facts: { key: pilot.key, itemKey: item.key, decision },
      });
      return pilot;
    });
  }
}

function refuseUnfounded({ state }: Pilot, decision: Decision): void {
  const params = { state: PILOT_STATE_NAMES[state] };
  if (!isVerdict(state)) throw new DomainError('conflict', { reason: filled(NO_VERDICT, params) });
  if (decision === 'roll_out' && state !== 'won') {
    throw new DomainError('conflict', { reason: filled(NOT_WON, params) });
  }
}
