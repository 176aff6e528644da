import type { RatioChartKind } from '../../../statistics/index.js';
import type { Chart } from './rule-settings.js';

/** Charts whose limits follow what each period is out of. */
export function isRatioChart(chart: Chart | null): chart is RatioChartKind {
  return chart === 'p' || chart === 'u';
}
