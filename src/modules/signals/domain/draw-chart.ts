import { ewmaChart, runRuleHits, type RunRule } from '../../../statistics/index.js';
import { adjusted, type ChartLimits, needsSize } from './chart-limits.js';
import type { Observation } from './observation.js';

export interface ChartPoint {
  readonly start: Date;
  readonly label: string;
  readonly value: number | null;
  readonly size: number | null;
  readonly count: number | null;
  /** What is drawn: the value without its season, the share, the average; null for a gap. */
  readonly plotted: number | null;
  readonly lower: number;
  readonly centre: number;
  readonly upper: number;
  /** Rules whose pattern this point completes. */
  readonly signals: readonly RunRule[];
}

type Drawn = Omit<ChartPoint, 'signals'> & { readonly reach: number };

/**
 * The chart as a page draws it: each period with its place, its limits and the rules it broke.
 *
 * @param scale what a rate of 1 is in the unit that is drawn: no share is more
 */
export function drawChart(
  observations: readonly Observation[],
  limits: ChartLimits,
  rules: readonly RunRule[],
  scale = 1,
): ChartPoint[] {
  const drawn =
    limits.kind === 'ewma' ? averages(observations, limits) : observations.map((one) => drawnBy(one, limits, scale));
  const seen = drawn.flatMap((point, i) => (point.plotted === null ? [] : [{ i, distance: distanceOf(point) }]));
  // Averages and values that take after each other make runs by themselves.
  const asked = limits.kind === 'ewma' || limits.persistence > 0 ? (['beyond-three-sigma'] as const) : rules;
  const hits = runRuleHits(
    seen.map(({ distance }) => distance),
    { centre: 0, sigma: 1 },
    asked,
  );
  const byPoint = new Map<number, RunRule[]>();
  hits.forEach(({ rule, index }) => {
    const { i } = seen[index]!;
    byPoint.set(i, [...(byPoint.get(i) ?? []), rule]);
  });
  return drawn.map(({ reach: _reach, ...point }, i) => ({ ...point, signals: byPoint.get(i) ?? [] }));
}

/** From the centre, in thirds of the way to the limit on that side before it was cut at what is possible. */
function distanceOf({ plotted, reach, centre }: Drawn): number {
  return reach ? (3 * (plotted! - centre)) / reach : 0;
}

function drawnBy(one: Observation, limits: ChartLimits, scale: number): Drawn {
  const { kind, centre, sigma, season } = limits;
  const { start, label, value, size, count } = one;
  const isRate = needsSize(kind);
  const plotted = adjusted(kind, one, season);
  const reach = (3 * sigma) / (isRate ? Math.sqrt(size || 1) : 1);
  const lowest = isRate || kind === 'c' ? 0 : -Infinity;
  const [lower, upper] = [Math.max(lowest, centre - reach), Math.min(kind === 'p' ? scale : Infinity, centre + reach)];
  return { start, label, value, size, count, plotted, lower, centre, upper, reach };
}

function averages(observations: readonly Observation[], limits: ChartLimits): Drawn[] {
  const points = observations.map((one) => drawnBy(one, limits, 1));
  const known = points.flatMap(({ plotted }) => (plotted === null ? [] : [plotted]));
  if (known.length === 0 || limits.sigma === 0) return points;
  const chart = ewmaChart(known, { target: limits.centre, sigma: limits.sigma, limits: 'exact' });
  let next = 0;
  return points.map((point) => {
    if (point.plotted === null) return point;
    const at = next++;
    const { lower, upper } = chart.limits[at]!;
    return { ...point, plotted: chart.values[at]!, lower, upper, reach: upper - limits.centre };
  });
}
