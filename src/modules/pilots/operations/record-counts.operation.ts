import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import { type Clock, localDateAt } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Counts, contradictionsInCounts, storedCounts, unexplainedFalls } from '../domain/counts.js';
import { isLive, PILOT_NOUN, PILOT_STATE_NAMES, type PilotState } from '../domain/pilot-words.js';
import { judge, type Trial } from '../domain/referee.js';
import type { Pilot } from '../persistence/pilot.entity.js';
import { PilotAccess } from './pilot-access.js';
import { RefereeRules } from './referee-rules.js';
import { touchPilot } from './touch-pilot.js';

export interface CountReport extends Counts {
  /** Needed when an arm shrinks or the day goes back. */
  readonly reason?: string | null;
}

/** Puts the counts so far in place of those before, which the audit trail keeps. The first count starts the pilot. */
@Injectable()
export class RecordCounts {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: PilotAccess,
    private readonly rules: RefereeRules,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, report: CountReport, version: number): Promise<Pilot> {
    return this.transactions.run(async (tx) => {
      const { item, pilot } = await this.access.forWork(tx, actor, id, { stages: ['pilot'], version });
      refuseEnded(pilot);
      const counts = storedCounts(report);
      const today = localDateAt(this.clock.now(), actor.workspace.timeZone);
      refuseFields([
        ...contradictionsInCounts(report, { startsOn: pilot.startsOn, today }),
        ...unexplainedFalls(pilot, counts, report.reason ?? null),
      ]);
      const after = { ...counts, state: await this.stateWith({ ...pilot, ...counts }, pilot.workspaceId, tx) };
      const changes = changesBetween(pilot, after);
      if (Object.keys(changes).length === 0) return pilot;
      await touchPilot(tx, pilot, after, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'pilot.counted',
        subject: { type: 'pilot', id: pilot.id },
        itemId: item.id,
        changes,
        reason: report.reason ?? null,
        facts: { key: pilot.key, itemKey: item.key, state: pilot.state },
      });
      return pilot;
    });
  }

  /** Ready as soon as the referee would give a verdict, whichever. */
  private async stateWith(trial: Trial, workspaceId: string, tx: Tx): Promise<PilotState> {
    const { verdict } = judge(trial, await this.rules.of(workspaceId, tx));
    return verdict === null ? 'running' : 'ready';
  }
}

function refuseEnded({ state }: Pilot): void {
  if (isLive(state)) return;
  const to = PILOT_STATE_NAMES.running;
  throw new DomainError('illegal_state', { what: PILOT_NOUN, from: PILOT_STATE_NAMES[state], to });
}
