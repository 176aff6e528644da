/** Cost of the values from `start` (included) to `end` (excluded) as one segment. */
export type SegmentCost = (start: number, end: number) => number;

export interface PartitionOptions {
  /** Price of each change. */
  penalty: number;
  /** Fewest values of a segment, 1 or more. */
  minSegment: number;
  /** By how much splitting a segment may raise its cost; 0 for sums of squares. */
  slack?: number;
}

/**
 * The cheapest cut of n values into segments: PELT (Killick, Fearnhead and Eckley 2012), exact, and linear in n when changes
 * keep coming.
 * @returns the starts of the second and every later segment, ascending
 */
export function optimalPartition(n: number, cost: SegmentCost, options: PartitionOptions): number[] {
  const { penalty, minSegment, slack = 0 } = options;
  const best = [-penalty];
  const previous = [0];
  let starts: Candidate[] = [];
  for (let end = 1; end <= n; end += 1) {
    const newest = end - minSegment;
    if (newest === 0 || newest >= minSegment) starts.push({ start: newest, dropAt: Infinity });
    starts = starts.filter((candidate) => candidate.dropAt > end);
    [best[end], previous[end]] = [Infinity, 0];
    const totals = starts.map(({ start }) => best[start]! + cost(start, end));
    totals.forEach((total, i) => {
      if (total + penalty < best[end]!) [best[end], previous[end]] = [total + penalty, starts[i]!.start];
    });
    // a start this dear loses to a change at `end` for every later end that leaves room for a segment after it
    starts.forEach((candidate, i) => {
      if (totals[i]! - slack > best[end]!) candidate.dropAt = Math.min(candidate.dropAt, end + minSegment);
    });
  }
  return traceBack(previous, n);
}

interface Candidate {
  start: number;
  dropAt: number;
}

function traceBack(previous: readonly number[], n: number): number[] {
  const starts: number[] = [];
  for (let at = previous[n]!; at > 0; at = previous[at]!) starts.unshift(at);
  return starts;
}
