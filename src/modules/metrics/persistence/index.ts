import { MetricBatch } from './metric-batch.entity.js';
import { MetricCleaning } from './metric-cleaning.entity.js';
import { MetricDefinition } from './metric-definition.entity.js';
import { MetricOperand } from './metric-operand.entity.js';
import { MetricPoint } from './metric-point.entity.js';
import { MetricQualityReport } from './metric-quality-report.entity.js';
import { MetricRestatement } from './metric-restatement.entity.js';
import { MetricSeries } from './metric-series.entity.js';
import { MetricTarget } from './metric-target.entity.js';
import { Metric } from './metric.entity.js';

export const METRICS_ENTITIES = [
  Metric,
  MetricBatch,
  MetricCleaning,
  MetricDefinition,
  MetricOperand,
  MetricPoint,
  MetricQualityReport,
  MetricRestatement,
  MetricSeries,
  MetricTarget,
];
