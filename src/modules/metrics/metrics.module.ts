import { Module } from '@nestjs/common';

import { MetricsController } from './http/dictionary/metrics.controller.js';
import { FiguresController } from './http/figures/figures.controller.js';
import { PointsController } from './http/ingest/points.controller.js';
import { QualityController } from './http/quality/quality.controller.js';
import { ComputeMetrics } from './jobs/compute-metrics.reaction.js';
import { JudgeUploads } from './jobs/judge-quality.reaction.js';
import { MakePartitions } from './jobs/make-partitions.sweep.js';
import { CreateMetric } from './operations/dictionary/create-metric.operation.js';
import { EditMetric } from './operations/dictionary/edit-metric.operation.js';
import { MetricRules } from './operations/dictionary/metric-rules.js';
import { SetTargets } from './operations/dictionary/set-targets.operation.js';
import { ComputeDependents } from './operations/formulas/compute-dependents.js';
import { ComputeMetric } from './operations/formulas/compute-metric.js';
import { KeepRoom } from './operations/ingest/keep-room.js';
import { ReceiveUpload } from './operations/ingest/receive-upload.js';
import { RecordPoints } from './operations/ingest/record-points.operation.js';
import { CleanPoints } from './operations/quality/clean-points.operation.js';
import { DecideCleanings } from './operations/quality/decide-cleanings.js';
import { JudgeQuality } from './operations/quality/judge-quality.js';
import { ProposeCleanings } from './operations/quality/propose-cleanings.js';
import { CleaningWriter } from './persistence/cleaning-writer.js';
import { PointPartitions } from './persistence/point-partitions.js';
import { PointWriter } from './persistence/point-writer.js';
import { UploadChunks } from './persistence/upload-chunks.js';
import { ShowContributions } from './queries/contributions.query.js';
import { Coverage } from './queries/coverage.query.js';
import { FreshnessFigures } from './queries/freshness.query.js';
import { ListBatches } from './queries/list-batches.query.js';
import { ListDefinitions } from './queries/list-definitions.query.js';
import { ListPoints } from './queries/list-points.query.js';
import { ListRestatements } from './queries/list-restatements.query.js';
import { Metrics } from './queries/metrics.query.js';
import { PeriodValues } from './queries/period-values.query.js';
import { Quality } from './queries/quality.query.js';
import { RatioCounts } from './queries/ratio-counts.query.js';
import { SeriesValues } from './queries/series-values.query.js';
import { SpanValues } from './queries/span-values.query.js';
import { TargetSeries } from './queries/target-series.query.js';

/** The metric dictionary and its points. */
@Module({
  controllers: [MetricsController, PointsController, QualityController, FiguresController],
  providers: [
    CreateMetric, EditMetric, MetricRules, SetTargets, ComputeDependents, ComputeMetric, ComputeMetrics,
    RecordPoints, ReceiveUpload, KeepRoom, MakePartitions,
    CleanPoints, DecideCleanings, JudgeQuality, JudgeUploads, ProposeCleanings,
    CleaningWriter, PointPartitions, PointWriter, UploadChunks, Coverage, FreshnessFigures, Quality,
    ListBatches, ListDefinitions, ListPoints, ListRestatements, Metrics, PeriodValues, RatioCounts, SeriesValues, ShowContributions,
    SpanValues, TargetSeries,
  ], // prettier-ignore
  exports: [Metrics, PeriodValues, RatioCounts, SeriesValues, SpanValues, TargetSeries],
})
export class MetricsModule {}
