import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../../platform/database/index.js';
import { RulesToJudge } from '../../queries/rules-to-judge.query.js';
import { JudgeSeries } from './judge-series.operation.js';

export interface DueJudged {
  readonly judged: number;
  readonly failures: readonly unknown[];
}

/** Judges all series of which a period has closed, batch by batch. One that fails keeps no other back. */
@Injectable()
export class JudgeDueSeries {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: RulesToJudge,
    private readonly judgeSeries: JudgeSeries,
  ) {}

  async run(now: Date): Promise<DueJudged> {
    let judged = 0;
    const failures: unknown[] = [];
    const failed: string[] = [];
    for (;;) {
      const taken: string[] = [];
      const done = await this.transactions
        .run(async (tx) => {
          taken.splice(0, taken.length, ...(await this.rules.takeDue(tx, now, failed)));
          await this.judgeSeries.runWithin(tx, taken);
          return true;
        })
        .catch(() => false);
      if (done && taken.length === 0) return { judged, failures };
      if (done) judged += taken.length;
      else judged += await this.oneByOne(now, taken, failed, failures);
      if (!done && taken.length === 0) throw new Error('due series could not be read');
    }
  }

  private async oneByOne(now: Date, ids: readonly string[], failed: string[], failures: unknown[]): Promise<number> {
    let judged = 0;
    for (const id of ids) {
      try {
        await this.transactions.run((tx) => this.judgeSeries.runWithin(tx, [id]));
        judged += 1;
      } catch (error) {
        failed.push(id);
        failures.push(error);
        await this.markFailed(id, now);
      }
    }
    return judged;
  }

  /** In a state of its own for everybody to see, and tried again in an hour; until then it keeps nobody waiting. */
  private async markFailed(id: string, now: Date): Promise<void> {
    await this.transactions.reader.query(
      `UPDATE trigger_series SET state = 'error', problem = $3, due_at = $2::timestamptz + interval '1 hour' WHERE id = $1`,
      [id, now, FAILED],
    );
  }
}

const FAILED = 'It could not be judged; the log says why.\n无法完成判定,原因见日志。';
