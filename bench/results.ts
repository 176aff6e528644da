import type { Sample } from './load.js';
import type { Figures } from './measure.js';

/** A line of the report, as `--json` writes it. */
export interface Result {
  readonly name: string;
  readonly connections: number;
  /** Answers a second of the product, and of the bare pair beside it: those of the round with the middle ratio. */
  readonly rate: number;
  readonly bareRate: number;
  readonly ratio: number;
  /** Over all rounds of the product. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssMb: number;
}

/** Least and greatest ratio of the rounds: how far the machine's own noise carries. */
export type Spread = readonly [least: number, greatest: number];

export function resultOf({ line, connections, product, bare, rssMb }: Figures): { result: Result; spread: Spread } {
  const rounds = product
    .map(({ rate }, round) => ({ rate, bareRate: bare[round]?.rate ?? NaN }))
    .map((rates) => ({ ...rates, ratio: rates.rate / rates.bareRate }))
    .sort((one, other) => one.ratio - other.ratio);
  const { rate, bareRate, ratio } = middle(rounds);
  const latencies = product.flatMap(({ latenciesMs }) => latenciesMs).sort((one, other) => one - other);
  const result = {
    name: line.name,
    connections,
    rate: rounded(rate, 1),
    bareRate: rounded(bareRate, 1),
    ratio: rounded(ratio, 3),
    p50Ms: rounded(quantile(latencies, 0.5), 2),
    p99Ms: rounded(quantile(latencies, 0.99), 2),
    rssMb,
  };
  return { result, spread: [rounded(rounds[0]?.ratio ?? NaN, 2), rounded(rounds.at(-1)?.ratio ?? NaN, 2)] };
}

/** The middle of the processor times that an answer took, in milliseconds. */
export function cpuOf(samples: readonly Sample[]): number {
  return middle(samples.map(({ cpuMs }) => cpuMs).sort((one, other) => one - other));
}

/** The middle of the rates of one line in terms of another's, measured in the same rounds. */
export function shareOf(figures: Figures, other: Figures): number {
  const shares = figures.product.map(({ rate }, round) => rate / (other.product[round]?.rate ?? NaN));
  return middle(shares.sort((one, two) => one - two));
}

/** @param sorted ascending, not empty */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** @param sorted ascending, not empty */
export function median(sorted: readonly number[]): number {
  return middle(sorted);
}

function middle<T>(sorted: readonly T[]): T {
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
