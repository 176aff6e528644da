import { Module } from '@nestjs/common';

import { MetricsModule } from '../metrics/index.js';
import { ChartsController } from './http/charts.controller.js';
import { ItemSignalController } from './http/item-signal.controller.js';
import { ClassifyItem } from './operations/classify-item.operation.js';
import { KeepProposal } from './operations/keep-proposal.reaction.js';
import { LockLimits } from './operations/lock-limits.operation.js';
import { ChooseChart } from './queries/choose-chart.query.js';
import { JudgeSignal } from './queries/judge-signal.query.js';
import { LimitsInForce } from './queries/limits-in-force.query.js';
import { ShowMetricChart } from './queries/metric-chart.query.js';
import { ObserveSeries } from './queries/observe-series.query.js';
import { ProposeSignal } from './queries/propose-signal.query.js';

/** Control charts of metrics, the limits people lock for them, and what they say about an item: signal or noise. */
@Module({
  imports: [MetricsModule],
  controllers: [ChartsController, ItemSignalController],
  providers: [
    ChooseChart,
    ClassifyItem,
    JudgeSignal,
    KeepProposal,
    LimitsInForce,
    LockLimits,
    ObserveSeries,
    ProposeSignal,
    ShowMetricChart,
  ],
})
export class SignalsModule {}
