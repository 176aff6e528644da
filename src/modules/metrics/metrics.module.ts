import { Module } from '@nestjs/common';

import { Metrics } from './queries/metrics.query.js';
import { PeriodValues } from './queries/period-values.query.js';

/** The metric dictionary and its points. */
@Module({
  providers: [Metrics, PeriodValues],
  exports: [Metrics, PeriodValues],
})
export class MetricsModule {}
