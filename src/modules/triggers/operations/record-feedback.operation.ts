import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import type { FeedbackChannel } from '../domain/feedback-words.js';

export interface NewFeedback {
  readonly module: string;
  readonly channel: FeedbackChannel;
  readonly text: string;
  readonly score?: number | null;
  readonly externalId?: string | null;
  readonly reportedAt?: Date | null;
}

export interface FeedbackRecorded {
  readonly received: number;
  readonly inserted: number;
}

const AHEAD = { en: 'must not lie in the future', 'zh-CN': '不能晚于现在' };

const INSERT = `
  INSERT INTO feedback_reports
    (id, workspace_id, module, channel, text, score, external_id, reported_at, recorded_at, recorded_by)
  SELECT r.id, $1, r.module, r.channel, r.text, r.score, r.external_id, r.reported_at, $2, $3
  FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::smallint[], $9::text[], $10::timestamptz[])
    AS r (id, module, channel, text, score, external_id, reported_at)
  ON CONFLICT ON CONSTRAINT feedback_reports_external_id DO NOTHING RETURNING module, reported_at`;

/** Takes in what people said about modules. What another system sends twice, under its own number, counts once. */
@Injectable()
export class RecordFeedback {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of the reports or none. @throws DomainError invalid_fields */
  async run(actor: Actor, reports: readonly NewFeedback[]): Promise<FeedbackRecorded> {
    const now = this.clock.now();
    const ahead = reports.flatMap(({ reportedAt }, index) => (reportedAt && reportedAt > now ? [index] : []));
    refuseFields(ahead.map((index) => ({ field: `reports.${index}.reportedAt`, code: 'in_future', message: AHEAD })));
    return this.transactions.run(async (tx) => {
      const rows = await tx.query<{ module: string; reported_at: Date }[]>(INSERT, [
        actor.workspace.id,
        now,
        actor.userId,
        reports.map(() => newId()),
        reports.map(({ module }) => module),
        reports.map(({ channel }) => channel),
        reports.map(({ text }) => text),
        reports.map(({ score }) => score ?? null),
        reports.map(({ externalId }) => externalId ?? null),
        reports.map(({ reportedAt }) => (reportedAt ?? now).toISOString()),
      ]);
      for (const [module, firstAt] of earliest(rows)) {
        await this.journal.record(tx, actor, {
          type: 'feedback.recorded',
          subject: { type: 'workspace', id: actor.workspace.id },
          changes: { reports: { from: null, to: rows.filter((row) => row.module === module).length } },
          facts: { module, firstAt },
        });
      }
      return { received: reports.length, inserted: rows.length };
    });
  }
}

function earliest(rows: readonly { module: string; reported_at: Date }[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const { module, reported_at: at } of rows) {
    const known = first.get(module);
    if (known === undefined || at.toISOString() < known) first.set(module, at.toISOString());
  }
  return first;
}
