import { Module } from '@nestjs/common';

import { MetricsController } from './http/metrics.controller.js';
import { CreateMetric } from './operations/create-metric.operation.js';
import { EditMetric } from './operations/edit-metric.operation.js';
import { RecordPoints } from './operations/record-points.operation.js';
import { ListPoints } from './queries/list-points.query.js';
import { Metrics } from './queries/metrics.query.js';
import { PeriodValues } from './queries/period-values.query.js';
import { SpanValues } from './queries/span-values.query.js';

/** The metric dictionary and its points. */
@Module({
  controllers: [MetricsController],
  providers: [CreateMetric, EditMetric, RecordPoints, ListPoints, Metrics, PeriodValues, SpanValues],
  exports: [Metrics, PeriodValues, SpanValues],
})
export class MetricsModule {}
