/** A local regression over equally spaced points at positions 1..n, as Cleveland et al. (1990) define it for STL. */
export interface LoessOptions {
  /** Number of neighbours, odd. */
  span: number;
  degree: 0 | 1;
  /** Fit every jump-th point and draw straight lines between. */
  jump: number;
  /** One weight per value, when outliers are to count less. */
  weights?: readonly number[];
}

/** Smoothed values at every position. */
export function loess(y: readonly number[], options: LoessOptions): number[] {
  const n = y.length;
  if (n < 2) return [...y];
  const step = Math.min(options.jump, n - 1);
  const smooth = new Array<number>(n).fill(0);
  const fitAt = (at: number): void => {
    const [left, right] = neighbours(at, n, options.span);
    smooth[at - 1] = loessAt(y, at, left, right, options) ?? y[at - 1]!;
  };
  let last = 1;
  for (let at = 1; at <= n; at += step) {
    fitAt(at);
    drawLine(smooth, last, at);
    last = at;
  }
  if (last !== n) {
    fitAt(n);
    drawLine(smooth, last, n);
  }
  return smooth;
}

/**
 * The local fit at position `at`, which may lie outside 1..n, from the values at `left`..`right` (counted from 1).
 * @returns `undefined` where no neighbour has any weight
 */
export function loessAt(
  y: readonly number[],
  at: number,
  left: number,
  right: number,
  { span, degree, weights }: LoessOptions,
): number | undefined {
  const n = y.length;
  let reach = Math.max(at - left, right - at);
  if (span > n) reach += Math.floor((span - n) / 2);
  const places = Array.from({ length: right - left + 1 }, (_, i) => left + i);
  const raw = places.map((place) => tricube(Math.abs(place - at), reach) * (weights?.[place - 1] ?? 1));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) return undefined;
  const share = raw.map((weight) => weight / total);
  const tilted = reach > 0 && degree > 0 ? tilt(share, places, at, n) : share;
  return tilted.reduce((sum, weight, i) => sum + weight * y[places[i]! - 1]!, 0);
}

/** Turns the weights of a local mean into those of a local line. */
function tilt(share: readonly number[], places: readonly number[], at: number, n: number): readonly number[] {
  const centre = share.reduce((sum, weight, i) => sum + weight * places[i]!, 0);
  const spread = share.reduce((sum, weight, i) => sum + weight * (places[i]! - centre) ** 2, 0);
  if (Math.sqrt(spread) <= 0.001 * (n - 1)) return share;
  const slope = (at - centre) / spread;
  return share.map((weight, i) => weight * (slope * (places[i]! - centre) + 1));
}

function tricube(distance: number, reach: number): number {
  if (distance > 0.999 * reach) return 0;
  return distance <= 0.001 * reach ? 1 : (1 - (distance / reach) ** 3) ** 3;
}

function neighbours(at: number, n: number, span: number): [left: number, right: number] {
  if (span >= n) return [1, n];
  const left = Math.min(Math.max(1, at - (span - 1) / 2), n - span + 1);
  return [left, left + span - 1];
}

function drawLine(smooth: number[], from: number, to: number): void {
  const slope = (smooth[to - 1]! - smooth[from - 1]!) / (to - from);
  for (let at = from + 1; at < to; at += 1) smooth[at - 1] = smooth[from - 1]! + slope * (at - from);
}
