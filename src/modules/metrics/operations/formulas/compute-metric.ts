import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import { systemActor } from '../../../../kernel/actor/index.js';
import { type Clock, endOfPeriod, startOfPeriod } from '../../../../kernel/time/index.js';
import { newId, type Tx } from '../../../../platform/database/index.js';
import { Journal } from '../../../audit/index.js';
import { Workspace } from '../../../people/index.js';
import { isComputed } from '../../domain/formulas/metric-formula.js';
import { PointColumns } from '../../domain/ingest/point-columns.js';
import { pointsInMemory } from '../../persistence/incoming-points.js';
import { MetricBatch } from '../../persistence/metric-batch.entity.js';
import { Metric } from '../../persistence/metric.entity.js';
import { FIRST_OF_POINTS, PointWriter } from '../../persistence/point-writer.js';
import { computedValues } from '../../queries/joined-values.js';

/** Instants between which operands have changed. */
export interface Touched {
  readonly first: Date;
  readonly last: Date;
}

/** So many days of an hourly series at once stay within some ten thousand values. */
const WINDOW_MS = 366 * 86_400_000;

/** Keeps the points of a computed metric in step with its operands: what they touched is computed, and no more. */
@Injectable()
export class ComputeMetric {
  constructor(
    private readonly writer: PointWriter,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param touched all there is when left out */
  async run(tx: Tx, metricId: string, touched?: Touched): Promise<void> {
    const lock = { mode: 'for_no_key_update' } as const;
    const metric = await tx.findOne(Metric, { where: { id: metricId }, lock });
    if (!metric || !isComputed(metric) || metric.archivedAt !== null) return;
    const { timeZone } = await tx.findOneByOrFail(Workspace, { id: metric.workspaceId });
    const span = touched ?? (await spanOf(tx, metric));
    if (!span) return;
    const batchId = newId();
    const [from, to] = [
      startOfPeriod(span.first, metric.period, timeZone),
      endOfPeriod(span.last, metric.period, timeZone),
    ];
    const count = { inserted: 0, changed: 0 };
    const keys = await seriesOf(tx, metric);
    for (const dimensionKey of keys) {
      for (let start = from; start < to; start = windowAfter(start, to, metric, timeZone)) {
        const end = windowAfter(start, to, metric, timeZone);
        const reading = { period: metric.period, timeZone, dimensionKey, from: start, to: end };
        const written = await this.write(tx, metric, batchId, reading);
        count.inserted += written.inserted;
        count.changed += written.changed;
      }
    }
    if (count.inserted + count.changed > 0) await this.record(tx, metric, batchId, { ...count, from, to, keys });
  }

  private async write(
    tx: Tx,
    metric: Metric,
    batchId: string,
    span: Parameters<typeof computedValues>[2],
  ): Promise<{ inserted: number; changed: number }> {
    const columns = new PointColumns();
    for (const { start, value } of await computedValues(tx, metric, span)) {
      columns.add(span.dimensionKey, start.getTime(), value, 0);
    }
    const { id: metricId, workspaceId } = metric;
    const removed = await removeOthers(tx, metricId, span, columns.starts);
    if (columns.length === 0) return { inserted: 0, changed: removed };
    const [first, last] = [columns.starts[0] ?? 0, columns.starts.at(-1) ?? 0];
    const writing = { metricId, workspaceId, batchId, now: this.clock.now(), first, last };
    const { inserted, changed } = await this.writer.write(tx, writing, pointsInMemory(columns, FIRST_OF_POINTS));
    return { inserted, changed: changed + removed };
  }

  private async record(
    tx: Tx,
    { id: metricId, workspaceId, code }: Metric,
    batchId: string,
    { inserted, changed, from, to, keys }: { inserted: number; changed: number; from: Date; to: Date; keys: string[] },
  ): Promise<void> {
    const now = this.clock.now();
    const [firstStart, lastStart] = [from, new Date(to.getTime() - 1)];
    const received = inserted + changed;
    await tx.insert(MetricBatch, {
      ...{ id: batchId, workspaceId, metricId, format: 'formula', received, inserted, changed, duplicates: 0 },
      ...{ firstStart, lastStart, recordedAt: now, recordedBy: null },
    });
    const writing = { metricId, workspaceId, batchId, now, first: from.getTime(), last: to.getTime() };
    await this.writer.noteSeries(tx, writing, keys);
    const workspace = await tx.findOneByOrFail(Workspace, { id: workspaceId });
    const facts = { batchId, inserted, changed, firstStart, lastStart };
    await this.journal.record(tx, systemActor(workspace, 'job', `formula:${batchId}`), {
      type: 'metric.points_recorded',
      subject: { type: 'metric', id: metricId },
      changes: { points: { from: null, to: facts } },
      facts: { metricId, metricCode: code, computed: true, ...facts },
    });
  }
}

function windowAfter(start: Date, to: Date, { period }: Metric, zone: string): Date {
  const next = startOfPeriod(new Date(start.getTime() + WINDOW_MS), period, zone);
  return next < to ? next : to;
}

/** From the first to the last point of any operand, or of its own. */
async function spanOf(tx: Tx, { id, workspaceId }: Metric): Promise<Touched | undefined> {
  const [row] = await tx.query<{ first: Date | null; last: Date | null }[]>(
    `SELECT min(p.period_start) AS first, max(p.period_start) AS last FROM metric_points p
     WHERE p.workspace_id = $2 AND p.metric_id IN (
       SELECT m.id FROM metric_operands o JOIN metrics m ON m.workspace_id = o.workspace_id AND m.code = o.operand_code
       WHERE o.metric_id = $1 UNION SELECT $1)`,
    [id, workspaceId],
  );
  return row?.first && row.last ? { first: row.first, last: row.last } : undefined;
}

/** The series that every operand has; each is computed from its like. */
async function seriesOf(tx: Tx, { id, workspaceId }: Metric): Promise<string[]> {
  const rows = await tx.query<{ key: string }[]>(
    `SELECT s.dimension_key AS key FROM metric_operands o
     JOIN metrics m ON m.workspace_id = o.workspace_id AND m.code = o.operand_code
     JOIN metric_series s ON s.metric_id = m.id
     WHERE o.metric_id = $1 AND o.workspace_id = $2 GROUP BY 1
     HAVING count(*) = (SELECT count(*) FROM metric_operands WHERE metric_id = $1) ORDER BY 1`,
    [id, workspaceId],
  );
  return rows.map(({ key }) => key);
}

/** Removes computed points that have no value any more. @returns how many */
async function removeOthers(
  tx: Tx,
  metricId: string,
  { dimensionKey, from, to }: Parameters<typeof computedValues>[2],
  starts: Float64Array,
): Promise<number> {
  const [, removed] = await tx.query<[unknown, number]>(
    `DELETE FROM metric_points WHERE metric_id = $1 AND dimension_key = $2 AND period_start >= $3 AND period_start < $4
       AND period_start NOT IN (SELECT to_timestamp(kept / 1000) FROM unnest($5::double precision[]) kept)`,
    [metricId, dimensionKey, from, to, [...starts]],
  );
  return removed;
}
