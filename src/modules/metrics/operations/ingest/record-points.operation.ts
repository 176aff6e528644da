import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../../config/index.js';
import type { Actor } from '../../../../kernel/actor/index.js';
import { DomainError } from '../../../../kernel/errors/index.js';
import type { Clock } from '../../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../../platform/database/index.js';
import { Journal } from '../../../audit/index.js';
import { isComputed } from '../../domain/formulas/metric-formula.js';
import { RowProblems } from '../../domain/ingest/row-problems.js';
import type { Upload } from '../../domain/ingest/upload.js';
import {
  type IncomingPoints,
  pointsInMemory,
  stagedContradictions,
  stagedPeriods,
  stagedPoints,
} from '../../persistence/incoming-points.js';
import { MetricBatch } from '../../persistence/metric-batch.entity.js';
import { Metric } from '../../persistence/metric.entity.js';
import { PointPartitions } from '../../persistence/point-partitions.js';
import { FIRST_OF_POINTS, PointWriter } from '../../persistence/point-writer.js';
import { UploadChunks } from '../../persistence/upload-chunks.js';
import { Metrics } from '../../queries/metrics.query.js';
import { type Received, ReceiveUpload } from './receive-upload.js';

export interface PointsRecorded {
  /** Rows of the upload. */
  readonly received: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Null when nothing was new. */
  readonly batchId: string | null;
}

const CONTRADICTIONS_SHOWN = 1_000;

/** Loads points of a metric, all of them or none. What is known already changes nothing. */
@Injectable()
export class RecordPoints {
  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly receiveUpload: ReceiveUpload,
    private readonly chunks: UploadChunks,
    private readonly partitions: PointPartitions,
    private readonly writer: PointWriter,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param expectedRows how many rows the sender says there are; another count is refused as cut off
   * @throws DomainError not_found, or invalid_rows naming every row that is wrong
   */
  async run(actor: Actor, code: string, upload: Upload, expectedRows?: number): Promise<PointsRecorded> {
    const metric = await this.metrics.find(this.transactions.reader, actor.workspace.id, code);
    refuseUnlessFed(metric);
    const receiving = { zone: actor.workspace.timeZone, now: this.clock.now(), expectedRows };
    const received = await this.receiveUpload.run(metric, upload, receiving);
    try {
      await this.partitions.makeRoom(received.facts.quarters);
      return await this.transactions.run((tx) => this.load(tx, actor, metric.id, upload, received));
    } finally {
      if (!received.points) await this.chunks.remove(received.uploadId, metric.workspaceId);
    }
  }

  private async load(tx: Tx, actor: Actor, id: string, upload: Upload, arrived: Received): Promise<PointsRecorded> {
    // Uploads of one metric follow one another, and what it is does not change under them.
    const lock = { mode: 'for_no_key_update' } as const;
    const metric = await tx.findOneOrFail(Metric, { where: { id }, lock });
    // Somebody may have taken it out of use while the points were arriving.
    refuseUnlessFed(metric);
    const { facts } = arrived;
    const duplicates = facts.duplicates + (facts.ordered ? 0 : await this.repeated(tx, arrived));
    const [batchId, now] = [newId(), this.clock.now()];
    const { workspaceId } = metric;
    const writing = { metricId: id, workspaceId, batchId, now, first: facts.first, last: facts.last };
    const { inserted, changed } = await this.writer.write(tx, writing, pointsOf(arrived));
    const { received } = facts;
    const unchanged = received - inserted - changed;
    if (inserted + changed === 0) return { received, inserted, changed, unchanged, batchId: null };
    const batch = tx.create(MetricBatch, {
      id: batchId,
      workspaceId,
      metricId: id,
      format: upload.format,
      ...{ received, inserted, changed, duplicates },
      firstStart: new Date(facts.first),
      lastStart: new Date(facts.last),
      recordedAt: now,
      recordedBy: actor.userId,
    });
    await tx.insert(MetricBatch, batch);
    await this.writer.noteSeries(tx, writing, facts.series);
    await this.record(tx, actor, metric, batch);
    return { received, inserted, changed, unchanged, batchId };
  }

  /**
   * Looks for periods that stand more than once in staged parts which did not come in order.
   *
   * @returns how many rows repeat another
   * @throws DomainError invalid_rows when two of them differ
   */
  private async repeated(tx: Tx, { uploadId, intake, facts }: Received): Promise<number> {
    const { count, first } = await stagedContradictions(tx, uploadId, CONTRADICTIONS_SHOWN);
    const problems = new RowProblems();
    for (const { start, otherValue, otherPlace, ...here } of first) {
      problems.add(intake.contradiction(start, here, { value: otherValue, place: otherPlace }));
    }
    problems.addUnseen(count - first.length);
    problems.refuse();
    return facts.received - facts.duplicates - (await stagedPeriods(tx, uploadId));
  }

  private async record(tx: Tx, actor: Actor, metric: Metric, batch: MetricBatch): Promise<void> {
    const { id: batchId, inserted, changed, firstStart, lastStart } = batch;
    const facts = { batchId, inserted, changed, firstStart, lastStart };
    await this.journal.record(tx, actor, {
      type: 'metric.points_recorded',
      subject: { type: 'metric', id: metric.id },
      changes: { points: { from: null, to: facts } },
      facts: { metricId: metric.id, metricCode: metric.code, ...facts },
    });
  }
}

function pointsOf({ points, uploadId, facts }: Received): IncomingPoints {
  return points ? pointsInMemory(points, FIRST_OF_POINTS) : stagedPoints(uploadId, facts.ordered, FIRST_OF_POINTS);
}

const ARCHIVED = { en: 'The metric is out of use and takes no points.', 'zh-CN': '该指标已停用,不再接收数据。' };
const COMPUTED = {
  en: 'The metric is computed from others; load the points of those.',
  'zh-CN': '该指标由其他指标计算得出,请载入其组成指标的数据。',
};

function refuseUnlessFed(metric: Metric): void {
  if (metric.archivedAt !== null) throw new DomainError('conflict', { reason: ARCHIVED });
  if (isComputed(metric)) throw new DomainError('conflict', { reason: COMPUTED });
}
