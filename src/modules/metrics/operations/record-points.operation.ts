import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { type ReadPoint, readPoints, type UploadedRow } from '../domain/read-points.js';
import type { Metric } from '../persistence/metric.entity.js';
import { Metrics } from '../queries/metrics.query.js';

/** Rows of an upload, and what was wrong with those that could not even be split into columns. */
export interface Upload {
  readonly rows: readonly UploadedRow[];
  readonly problems: readonly FieldProblem[];
}

export interface PointsRecorded {
  /** Rows of the upload. */
  readonly received: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** As many problems as are told at once; the count is that of all. */
const PROBLEMS_SHOWN = 100;
const BATCH = 5_000;

const UPSERT = `
  INSERT INTO metric_points (metric_id, workspace_id, period_start, value, recorded_at, recorded_by)
  SELECT $1, $2, point.period_start, point.value, $5, $6
  FROM unnest($3::timestamptz[], $4::double precision[]) AS point (period_start, value)
  ON CONFLICT (metric_id, period_start) DO UPDATE
    SET value = excluded.value, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
    WHERE metric_points.value IS DISTINCT FROM excluded.value
  RETURNING xmax = 0 AS inserted`;

/** Loads points of a metric, all of them or none. What is known already changes nothing. */
@Injectable()
export class RecordPoints {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError not_found, or invalid_rows naming every row that is wrong */
  async run(actor: Actor, code: string, upload: Upload): Promise<PointsRecorded> {
    return this.transactions.run(async (tx) => {
      const metric = await this.metrics.find(tx, actor.workspace.id, code);
      const reading = { period: metric.period, zone: actor.workspace.timeZone, now: this.clock.now() };
      const { points, problems } = readPoints(upload.rows, reading);
      refuseRows([...upload.problems, ...problems]);
      const { inserted, changed } = await this.write(tx, actor, metric, points);
      if (inserted + changed > 0) await this.record(tx, actor, metric, points, { inserted, changed });
      const received = upload.rows.length;
      return { received, inserted, changed, unchanged: received - inserted - changed };
    });
  }

  private async write(tx: Tx, actor: Actor, metric: Metric, points: readonly ReadPoint[]) {
    const count = { inserted: 0, changed: 0 };
    // In order of time, so that two uploads of the same periods wait for each other and never in a circle.
    for (let from = 0; from < points.length; from += BATCH) {
      const batch = points.slice(from, from + BATCH);
      const written = await tx.query<{ inserted: boolean }[]>(UPSERT, [
        metric.id,
        metric.workspaceId,
        batch.map(({ start }) => start.toISOString()),
        batch.map(({ value }) => value),
        this.clock.now(),
        actor.userId,
      ]);
      const inserted = written.filter((row) => row.inserted).length;
      count.inserted += inserted;
      count.changed += written.length - inserted;
    }
    return count;
  }

  private async record(
    tx: Tx,
    actor: Actor,
    metric: Metric,
    points: readonly ReadPoint[],
    count: { inserted: number; changed: number },
  ): Promise<void> {
    const span = { firstStart: points[0]?.start, lastStart: points.at(-1)?.start };
    await this.journal.record(tx, actor, {
      type: 'metric.points_recorded',
      subject: { type: 'metric', id: metric.id },
      changes: { points: { from: null, to: { ...count, ...span } } },
      facts: { metricId: metric.id, metricCode: metric.code, ...count, ...span },
    });
  }
}

function refuseRows(problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const inOrder = problems.toSorted((a, b) => positionOf(a) - positionOf(b));
  throw new DomainError('invalid_rows', { count: problems.length }, { fields: inOrder.slice(0, PROBLEMS_SHOWN) });
}

/** The number in `line 7` or `points.6`; what concerns the whole upload stands first. */
function positionOf({ field }: FieldProblem): number {
  return Number(/\d+/.exec(field)?.[0] ?? 0);
}
