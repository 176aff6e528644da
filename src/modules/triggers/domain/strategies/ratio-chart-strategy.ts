import type { RuleSettings } from '../rule-settings.js';
import { adjustedAt } from '../season-place.js';
import type { Calibration, Direction, Series } from '../series.js';
import type { Finding, FoundPoint, Strategy, Verdict } from '../strategy.js';

/** Ratios of the newest periods, pooled. */
interface Pooled {
  /** Without its season, in the metric's unit; NaN when nothing is known. */
  readonly ratio: number;
  /** What it is out of in all, and in how many periods. */
  readonly size: number;
  readonly periods: number;
}

const NOTHING: Pooled = { ratio: NaN, size: 0, periods: 0 };

/**
 * p and u charts on the worse side: the ratio of the last `span` periods together against limits that are the wider the
 * less it is out of. With a span of 1 and a width of 3 it is the chart of the textbooks (Montgomery, chapter 7), with a
 * longer one the moving average of one, which finds lasting shifts. A period whose size is unknown is a gap.
 */
export function ratioChartStrategy({ span, width }: RuleSettings, direction: Direction): Strategy {
  const [longest, reach] = [span ?? 1, width ?? 3];

  /** Fewer periods than the span say less: those that are missing stand at the centre. */
  function limitOf({ size, periods }: Pooled, { centre, sigma, ratio }: Calibration): number {
    const away = (reach * sigma * Math.sqrt(longest / periods)) / Math.sqrt(size);
    if (direction === 'up') return Math.max(0, centre - away);
    return Math.min(ratio?.kind === 'p' ? ratio.scale : Infinity, centre + away);
  }

  function isWorse(pooled: Pooled, calibration: Calibration): boolean {
    return distanceOf(pooled, calibration, direction) * Math.sqrt(pooled.periods / longest) > reach;
  }

  function judge(series: Series, at: number, since: number, calibration: Calibration | null): Verdict {
    if (!calibration) return { outcome: 'quiet', worse: false, healthy: true };
    const worse = isWorse(pooledAt(series, at, since, calibration, longest), calibration);
    const newest = distanceOf(pooledAt(series, at, Math.max(since, at), calibration, 1), calibration, direction);
    return { outcome: worse ? 'fires' : 'quiet', worse, healthy: !worse && newest <= 1 };
  }

  function explain(series: Series, at: number, since: number, calibration: Calibration | null): Finding {
    const points: FoundPoint[] = [];
    const newest = calibration ? pooledAt(series, at, since, calibration, longest) : NOTHING;
    for (let index = Math.max(0, at - longest + 1); calibration && index <= at; index += 1) {
      if (Number.isNaN(series.values[index]) || !((series.sizes?.[index] ?? NaN) > 0)) continue;
      const pooled = pooledAt(series, index, since, calibration, longest);
      if (pooled.periods === 0) continue;
      const limit = limitOf(pooled, calibration);
      points.push({ index, plotted: pooled.ratio, limit, worse: isWorse(pooled, calibration), size: pooled.size });
    }
    const { centre = null, sigma = null } = calibration ?? {};
    const limit = calibration && newest.periods > 0 ? limitOf(newest, calibration) : null;
    return { points, limit, centre, sigma, patterns: [], size: newest.size };
  }

  return { lookback: longest * 2, judgesGaps: false, judge, explain };
}

/** The newest ratios before and at a period, so many of them at the most, together. */
function pooledAt(series: Series, at: number, since: number, calibration: Calibration | null, most: number): Pooled {
  let [sum, size, periods] = [0, 0, 0];
  for (let index = at; index >= since && index >= 0 && periods < most; index -= 1) {
    const [value, of] = [adjustedAt(series, index, calibration), series.sizes?.[index] ?? NaN];
    if (Number.isNaN(value) || !(of > 0)) continue;
    sum += value * of;
    size += of;
    periods += 1;
  }
  return periods === 0 ? NOTHING : { ratio: sum / size, size, periods };
}

/** In sigmas of its own, positive on the worse side. */
function distanceOf({ ratio, size }: Pooled, { centre, sigma }: Calibration, direction: Direction): number {
  const side = direction === 'up' ? -1 : 1;
  return size > 0 && sigma > 0 ? (side * (ratio - centre) * Math.sqrt(size)) / sigma : 0;
}
