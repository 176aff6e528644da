import { requireCountOf, requireSeries } from '../argument-checks.js';
import { mean, median, standardDeviation } from '../summary.js';
import { controlChart } from './control-chart.js';
import type { ControlChart } from './control-chart.js';

/**
 * How the natural process limits follow from the moving ranges. They differ in the fifth digit, so a chart says which:
 * `exact` 3/d2 with d2 = 2/√π; `rounded` 3/1.128 as qcc and most books; `wheeler` the printed 2.66;
 * `median` 3.145 times the median moving range, which one spike cannot inflate; `standard-deviation` of all values, which
 * shifts and trends inflate: for comparison only.
 */
export type XmrMethod = 'exact' | 'rounded' | 'wheeler' | 'median' | 'standard-deviation';

export interface XmrOptions {
  /** 'wheeler' when left out: the figures a reader can check by hand. */
  method?: XmrMethod;
  /** Number of first values that set the limits; all when left out. Freeze it before an intervention. */
  baseline?: number;
}

export interface XmrChart extends ControlChart {
  method: XmrMethod;
  meanMovingRange: number;
  medianMovingRange: number;
  /** Absolute step from value i to value i + 1. */
  movingRanges: number[];
  movingRangeUpper: number;
  /** Indices, from 0, of values whose step from the value before is beyond `movingRangeUpper`. */
  beyondRange: number[];
}

const D2 = 2 / Math.sqrt(Math.PI);
const D3 = Math.sqrt(2 - 4 / Math.PI);

/** Three sigma, and the upper range limit, per unit of the (mean or median) moving range. */
const FACTORS = {
  exact: { limit: 3 / D2, range: 1 + (3 * D3) / D2 },
  rounded: { limit: 3 / 1.128, range: 3.267 },
  wheeler: { limit: 2.66, range: 3.268 },
  median: { limit: 3.145, range: 3.865 },
};

/**
 * Individuals and moving range chart (XmR).
 * @param values one per period, in order, at least two
 * @throws RangeError for fewer than two values, a value that is no number, or a baseline outside 2..n
 */
export function xmrChart(values: readonly number[], options: XmrOptions = {}): XmrChart {
  const { method = 'wheeler', baseline = values.length } = options;
  requireSeries('values', values, 2);
  requireCountOf('baseline', baseline, 2);
  if (baseline > values.length) throw new RangeError(`baseline ${baseline} is longer than the ${values.length} values`);
  const movingRanges = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
  const baselineRanges = movingRanges.slice(0, baseline - 1);
  const first = values.slice(0, baseline);
  const [meanMovingRange, medianMovingRange, centre] = [mean(baselineRanges), median(baselineRanges), mean(first)];
  const factors = FACTORS[method === 'standard-deviation' ? 'exact' : method];
  const range = method === 'median' ? medianMovingRange : meanMovingRange;
  const reach = method === 'standard-deviation' ? 3 * standardDeviation(first) : factors.limit * range;
  const movingRangeUpper = factors.range * range;
  const limits = values.map(() => ({ lower: centre - reach, centre, upper: centre + reach }));
  return {
    ...controlChart(reach / 3, centre, [...values], limits),
    method,
    meanMovingRange,
    medianMovingRange,
    movingRanges,
    movingRangeUpper,
    beyondRange: movingRanges.flatMap((step, i) => (step > movingRangeUpper ? [i + 1] : [])),
  };
}
