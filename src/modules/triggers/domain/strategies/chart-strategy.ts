import { type RunRule, runRulesAt } from '../../../../statistics/index.js';
import type { RuleSettings } from '../rule-settings.js';
import type { Calibration, Direction, Series } from '../series.js';
import { adjustedAt } from '../season-place.js';
import { type Finding, type FoundPoint, type Strategy, type Verdict } from '../strategy.js';
import { ratioChartStrategy } from './ratio-chart-strategy.js';

/** Distances from the centre in sigmas, of the worse side positive; gaps left out; oldest first. */
type Distances = readonly number[];

interface Chart {
  /** Values it looks at, the newest included. */
  readonly span: number;
  /** What is plotted after the newest value, in sigmas of single values. */
  plot(distances: Distances): number;
  /** Where it fires, in the same unit. */
  readonly limit: number;
}

/** After a CUSUM or EWMA started from its centre so long ago, where it started no longer matters. */
const SETTLED = 40;
const LONGEST_RUN_RULE = 15;

/**
 * Control charts on the worse side of a calibrated baseline. Healthy again is a value no more than one sigma worse than
 * the centre, with the chart quiet. A season that the baseline has is taken out of every value first.
 */
export function chartStrategy(settings: RuleSettings, direction: Direction): Strategy {
  if (settings.chart === 'run_rules') return runRuleStrategy(settings.runRules ?? [], direction);
  if (settings.chart === 'p' || settings.chart === 'u') return ratioChartStrategy(settings, direction);
  const chart = chartOf(settings);

  function judge(series: Series, at: number, since: number, calibration: Calibration | null): Verdict {
    const distances = distancesAt(series, at, since, chart.span, calibration, direction);
    const worse = chart.plot(distances) > chart.limit;
    return { outcome: worse ? 'fires' : 'quiet', worse, healthy: !worse && (distances.at(-1) ?? 0) <= 1 };
  }

  function explain(series: Series, at: number, since: number, calibration: Calibration | null): Finding {
    const { centre, sigma } = calibration ?? { centre: NaN, sigma: NaN };
    const scale = direction === 'up' ? -sigma : sigma;
    const limit = centre + chart.limit * scale;
    const points: FoundPoint[] = [];
    for (let index = Math.max(0, at - Math.min(chart.span, LONGEST_RUN_RULE) + 1); index <= at; index += 1) {
      if (Number.isNaN(series.values[index])) continue;
      const plotted = chart.plot(distancesAt(series, index, since, chart.span, calibration, direction));
      points.push({ index, plotted: centre + plotted * scale, limit, worse: plotted > chart.limit });
    }
    return { points, limit, centre, sigma, patterns: [] };
  }

  return { lookback: chart.span * 2, judgesGaps: false, judge, explain };
}

function chartOf({ chart, span, width, weight, allowance, decision }: RuleSettings): Chart {
  switch (chart) {
    case 'xmr':
      return { span: 1, limit: width ?? 3, plot: (z) => z.at(-1) ?? 0 };
    case 'moving_average': {
      const size = span ?? 8;
      return { span: size, limit: (width ?? 3) / Math.sqrt(size), plot: (z) => averageOf(z, size) };
    }
    case 'ewma': {
      const share = weight ?? 0.2;
      return { span: SETTLED, limit: (width ?? 3) * Math.sqrt(share / (2 - share)), plot: (z) => ewmaOf(z, share) };
    }
    case 'cusum': {
      const slack = allowance ?? 0.75;
      return { span: SETTLED, limit: decision ?? 4, plot: (z) => cusumOf(z, slack) };
    }
    case 'run_rules':
    case 'p':
    case 'u':
    case null:
      throw new Error('no single figure is plotted');
  }
}

/** Fewer values than the span say too little: they stand at the centre. */
function averageOf(distances: Distances, span: number): number {
  let sum = 0;
  for (const distance of distances) sum += distance;
  return sum / span;
}

function ewmaOf(distances: Distances, weight: number): number {
  let average = 0;
  for (const distance of distances) average = weight * distance + (1 - weight) * average;
  return average;
}

function cusumOf(distances: Distances, allowance: number): number {
  let sum = 0;
  for (const distance of distances) sum = Math.max(0, sum + distance - allowance);
  return sum;
}

function runRuleStrategy(rules: readonly RunRule[], direction: Direction): Strategy {
  const patternsAt = (series: Series, at: number, since: number, calibration: Calibration | null) => {
    const distances = distancesAt(series, at, since, LONGEST_RUN_RULE, calibration, direction);
    const newest = distances.at(-1) ?? 0;
    // A run on the better side is no reason for an item.
    return { newest, patterns: newest > 0 ? runRulesAt(distances, rules) : [] };
  };

  function judge(series: Series, at: number, since: number, calibration: Calibration | null): Verdict {
    const { newest, patterns } = patternsAt(series, at, since, calibration);
    const worse = patterns.length > 0;
    return { outcome: worse ? 'fires' : 'quiet', worse, healthy: !worse && newest <= 1 };
  }

  function explain(series: Series, at: number, since: number, calibration: Calibration | null): Finding {
    const { centre, sigma } = calibration ?? { centre: NaN, sigma: NaN };
    const { patterns } = patternsAt(series, at, since, calibration);
    const limit = centre + 3 * (direction === 'up' ? -sigma : sigma);
    const points: FoundPoint[] = [];
    for (let index = Math.max(0, at - LONGEST_RUN_RULE + 1); index <= at; index += 1) {
      const plotted = adjustedAt(series, index, calibration);
      if (!Number.isNaN(plotted)) points.push({ index, plotted, limit, worse: index === at });
    }
    return { points, limit, centre, sigma, patterns };
  }

  return { lookback: LONGEST_RUN_RULE * 2, judgesGaps: false, judge, explain };
}

function distancesAt(
  series: Series,
  at: number,
  since: number,
  span: number,
  calibration: Calibration | null,
  direction: Direction,
): Distances {
  if (!calibration || !(calibration.sigma > 0)) return [];
  const scale = (direction === 'up' ? -1 : 1) / calibration.sigma;
  const distances: number[] = [];
  for (let index = at; index >= since && index >= 0 && distances.length < span; index -= 1) {
    const value = adjustedAt(series, index, calibration);
    if (!Number.isNaN(value)) distances.push((value - calibration.centre) * scale);
  }
  return distances.reverse();
}
