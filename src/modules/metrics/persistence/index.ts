import { MetricPoint } from './metric-point.entity.js';
import { Metric } from './metric.entity.js';

export const METRICS_ENTITIES = [Metric, MetricPoint];
