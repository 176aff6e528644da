export { type DaySpan, problemsOfSpan } from './domain/day-span.js';
export { definitionChanged, definitionSentence, NOW } from './domain/definition-versions.js';
export { isComputed } from './domain/formulas/metric-formula.js';
export * from './domain/metric-words.js';
export { problemsOfPeriod } from './domain/period-bounds.js';
export { isRatio, type PerhapsRatio, type Ratio, scaleOf } from './domain/ratio.js';
export { DefinitionVersionsView } from './http/dictionary/definition-versions.view.js';
export * from './metrics.module.js';
export { METRICS_ENTITIES } from './persistence/index.js';
export { MetricPoint } from './persistence/metric-point.entity.js';
export { Metric } from './persistence/metric.entity.js';
export { METRIC_NOUN, Metrics } from './queries/metrics.query.js';
export { type ClosedPeriods, type PeriodValue, PeriodValues } from './queries/period-values.query.js';
export { RatioCounts, type RatioSeries } from './queries/ratio-counts.query.js';
export {
  type SeriesColumns,
  type SeriesReading,
  type SeriesSpan,
  SeriesValues,
} from './queries/series-values.query.js';
export { type MeasuredSpan, SpanValues } from './queries/span-values.query.js';
export { type TargetFrom, targetOn, TargetSeries } from './queries/target-series.query.js';
