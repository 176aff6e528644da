import { Module } from '@nestjs/common';

import { PointsController } from './http/ingest/points.controller.js';
import { MetricsController } from './http/metrics.controller.js';
import { MakePartitions } from './jobs/make-partitions.sweep.js';
import { CreateMetric } from './operations/create-metric.operation.js';
import { EditMetric } from './operations/edit-metric.operation.js';
import { KeepRoom } from './operations/ingest/keep-room.js';
import { ReceiveUpload } from './operations/ingest/receive-upload.js';
import { RecordPoints } from './operations/ingest/record-points.operation.js';
import { PointPartitions } from './persistence/point-partitions.js';
import { PointWriter } from './persistence/point-writer.js';
import { UploadChunks } from './persistence/upload-chunks.js';
import { ListBatches } from './queries/list-batches.query.js';
import { ListPoints } from './queries/list-points.query.js';
import { ListRestatements } from './queries/list-restatements.query.js';
import { Metrics } from './queries/metrics.query.js';
import { PeriodValues } from './queries/period-values.query.js';
import { SeriesValues } from './queries/series-values.query.js';
import { SpanValues } from './queries/span-values.query.js';

/** The metric dictionary and its points. */
@Module({
  controllers: [MetricsController, PointsController],
  providers: [
    CreateMetric, EditMetric, RecordPoints, ReceiveUpload, KeepRoom, MakePartitions,
    PointPartitions, PointWriter, UploadChunks,
    ListBatches, ListPoints, ListRestatements, Metrics, PeriodValues, SeriesValues, SpanValues,
  ], // prettier-ignore
  exports: [Metrics, PeriodValues, SeriesValues, SpanValues],
})
export class MetricsModule {}
