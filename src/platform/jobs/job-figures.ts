import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../config/index.js';
import type { Clock } from '../../kernel/time/index.js';
import { Transactions } from '../database/index.js';
import { TIMETABLE } from './job-settings.js';
import { lagOf, SweepRun } from './sweep-run.entity.js';
import type { Timetable } from './timetable.js';

/** Three beats of its heart: one may be lost, and one late. */
const SEEN_LATELY = "seen_at > now() - interval '35 seconds'";
/** Beyond this nobody needs to know how many events there are. */
const COUNTED = 100_000;

const OUTBOX = `
  SELECT waiting, oldest_waiting AS "oldestWaiting", under_way AS "underWay", dead_letters AS "deadLetters"
  FROM doors.outbox_figures(${COUNTED})`;

/** Of all workspaces together. */
export interface OutboxTotals {
  /** Events that the queue has not got yet, to 100,000. */
  readonly waiting: number;
  readonly oldestWaiting: Date | null;
  /** Events that are queued or being worked, to 100,000. */
  readonly underWay: number;
  readonly deadLetters: number;
}

export interface SweepTotals {
  readonly name: string;
  /** By how much the next run is overdue. */
  readonly lagMs: number;
  /** Null: it has never run. */
  readonly last: SweepRun | null;
}

/** How the work behind the requests goes, over the whole product: for whoever runs it. */
@Injectable()
export class JobFigures {
  constructor(
    private readonly transactions: Transactions,
    @Inject(TIMETABLE) private readonly timetable: Timetable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async outbox(): Promise<OutboxTotals> {
    const [totals] = await this.transactions.reader.query<OutboxTotals[]>(OUTBOX);
    return totals ?? { waiting: 0, oldestWaiting: null, underWay: 0, deadLetters: 0 };
  }

  /** For how many milliseconds the oldest event has waited for the queue; 0 when none does. */
  relayLag({ oldestWaiting }: OutboxTotals): number {
    return oldestWaiting ? Math.max(0, this.clock.now().getTime() - oldestWaiting.getTime()) : 0;
  }

  /** How many processes that work jobs were seen within the last half minute. */
  async workers(): Promise<number> {
    const [row] = await this.transactions.reader.query<{ count: number }[]>(
      `SELECT count(*) FROM workers WHERE ${SEEN_LATELY}`,
    );
    return row?.count ?? 0;
  }

  async sweeps(): Promise<SweepTotals[]> {
    const runs = await this.transactions.reader.find(SweepRun);
    const now = this.clock.now();
    return Object.entries(this.timetable).map(([name, { everyMs }]) => {
      const last = runs.find((run) => run.name === name) ?? null;
      return { name, last, lagMs: lagOf(last, everyMs, now) };
    });
  }
}
