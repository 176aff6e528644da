import type { Result } from '../results.js';
import type { IngestFigures } from './measure-ingest.js';

/** The least share of bare `pg`'s rate, and the most memory, that the issue on metrics asks for. */
const AIM_RATIO = 0.4;
const AIM_RSS_MB = 300;

/** The figures as sentences for people. */
export function ingestReport(figures: IngestFigures): string[] {
  const { result, spread } = ingestResult(figures);
  const { largeRows, largeSeconds, peakRssMb, rows } = figures;
  return [
    `ingest: ${rows} rows by HTTP at ${result.rate.toFixed(0)} rows/s, by bare pg at ${result.bareRate.toFixed(0)} rows/s (ratios ${spread})`,
    `ingest: ${largeRows} rows in ${largeSeconds.toFixed(1)} s, ${(largeRows / largeSeconds).toFixed(0)} rows/s, at most ${peakRssMb} MiB`,
  ];
}

export function ingestAims(figures: IngestFigures): string[] {
  const { ratio } = ingestResult(figures).result;
  return [
    `${verdict(ratio >= AIM_RATIO)}  ingest: share of bare pg's rate: ${ratio.toFixed(2)}, aim at least ${AIM_RATIO.toFixed(2)}`,
    `${verdict(figures.peakRssMb <= AIM_RSS_MB)}  ingest: memory for ${figures.largeRows} rows: ${figures.peakRssMb} MiB, aim at most ${AIM_RSS_MB}`,
  ];
}

/** Rows a second of the round with the middle ratio; the times are those of whole uploads. */
export function ingestResult({ rows, product, bare, peakRssMb }: IngestFigures): { result: Result; spread: string } {
  const rounds = product
    .map((rate, round) => ({ rate, bareRate: bare[round] ?? NaN, ratio: rate / (bare[round] ?? NaN) }))
    .sort((one, other) => one.ratio - other.ratio);
  const middle = rounds[Math.floor(rounds.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  const times = product.map((rate) => (1_000 * rows) / rate).sort((one, other) => one - other);
  const spread = [rounds[0]?.ratio, rounds.at(-1)?.ratio].map((ratio) => ratio?.toFixed(2)).join('–');
  const p50Ms = times[Math.floor(times.length / 2)] ?? NaN;
  const p99Ms = times.at(-1) ?? NaN;
  return { result: { name: 'ingest', connections: 1, ...middle, p50Ms, p99Ms, rssMb: peakRssMb }, spread };
}

function verdict(reached: boolean): string {
  return reached ? 'reached' : 'MISSED ';
}
