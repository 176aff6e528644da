import type { SegmentCost } from './optimal-partition.js';

/** Sum of squared distances from the segment's mean. */
export function squaredErrorCost(values: readonly number[]): SegmentCost {
  const { sums, squares } = cumulated(values);
  return (start, end) => {
    const sum = sums[end]! - sums[start]!;
    return Math.max(0, squares[end]! - squares[start]! - (sum * sum) / (end - start));
  };
}

/** Twice the negative log-likelihood of a normal segment with its own mean and variance. */
export function normalCost(values: readonly number[]): SegmentCost {
  const squared = squaredErrorCost(values);
  // a segment without any spread would be infinitely likely
  const LEAST_VARIANCE = 1e-11;
  return (start, end) => {
    const length = end - start;
    const variance = Math.max(LEAST_VARIANCE, squared(start, end) / length);
    return length * (Math.log(2 * Math.PI * variance) + 1);
  };
}

function cumulated(values: readonly number[]): { sums: number[]; squares: number[] } {
  // distances from the first value keep their digits where the values are large against their spread
  const origin = values[0] ?? 0;
  const [sums, squares] = [[0], [0]];
  values.forEach((value, i) => {
    sums.push(sums[i]! + (value - origin));
    squares.push(squares[i]! + (value - origin) ** 2);
  });
  return { sums, squares };
}
