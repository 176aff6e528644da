import { MetricBatch } from './metric-batch.entity.js';
import { MetricPoint } from './metric-point.entity.js';
import { MetricRestatement } from './metric-restatement.entity.js';
import { MetricSeries } from './metric-series.entity.js';
import { Metric } from './metric.entity.js';

export const METRICS_ENTITIES = [Metric, MetricPoint, MetricBatch, MetricSeries, MetricRestatement];
