import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { PILOT_NOUN, PILOT_STATE_NAMES } from '../domain/pilot-words.js';
import type { Pilot } from '../persistence/pilot.entity.js';
import { PilotAccess } from './pilot-access.js';
import { touchPilot } from './touch-pilot.js';

/** Ends a pilot that is being counted, without a verdict. */
@Injectable()
export class StopPilot {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: PilotAccess,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, reason: string): Promise<Pilot> {
    return this.transactions.run(async (tx) => {
      const { pilot } = await this.access.forWork(tx, actor, id, { stages: ['pilot'] });
      if (pilot.state !== 'running' && pilot.state !== 'ready') {
        const [from, to] = [PILOT_STATE_NAMES[pilot.state], PILOT_STATE_NAMES.stopped];
        throw new DomainError('illegal_state', { what: PILOT_NOUN, from, to });
      }
      await this.runWithin(tx, actor, pilot, reason);
      return pilot;
    });
  }

  /** For a locked pilot, in whatever live state. */
  async runWithin(tx: Tx, actor: Actor, pilot: Pilot, reason: string): Promise<void> {
    const now = this.clock.now();
    const changes = changesBetween(pilot, { state: 'stopped' });
    await touchPilot(tx, pilot, { state: 'stopped', stopReason: reason, stoppedAt: now }, now);
    await this.journal.record(tx, actor, {
      type: 'pilot.stopped',
      subject: { type: 'pilot', id: pilot.id },
      itemId: pilot.itemId,
      changes,
      reason,
      facts: { key: pilot.key },
    });
  }
}
