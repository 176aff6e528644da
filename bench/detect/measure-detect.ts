import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { parse } from 'csv-parse';

import { detectAnomalies } from '../../src/detect/detect-anomalies.js';

const A_YEAR_OF_MINUTES = 525_600;
const SMOKE_MINUTES = 20_000;
const ROUNDS = 3;
const ROWS_A_CHUNK = 1_000;

/** Rows a second of the round with the middle ratio. */
export interface DetectFigures {
  readonly judged: number;
  readonly parsed: number;
  readonly rssMb: number;
}

/** A year of minutes through the whole of `npm run detect`, in this process, beside the same rows only parsed. */
export async function measureDetect(smoke: boolean): Promise<DetectFigures> {
  const [count, rounds] = smoke ? [SMOKE_MINUTES, 1] : [A_YEAR_OF_MINUTES, ROUNDS];
  const figures: { judged: number; parsed: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const parsed = await rate(count, () => pipeline(minutes(count), parse({ bom: true }), nowhere()));
    const judged = await rate(count, () => detectAnomalies(minutes(count), nowhere(), () => undefined));
    figures.push({ parsed, judged });
  }
  figures.sort((a, b) => a.judged / a.parsed - b.judged / b.parsed);
  const middle = figures[Math.floor(rounds / 2)];
  if (!middle) throw new Error('nothing was measured');
  return { ...middle, rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20) };
}

export function detectLineOf({ judged, parsed, rssMb }: DetectFigures): string {
  const ratio = (judged / parsed).toFixed(2);
  return `detect: ${Math.round(judged)} rows/s, parsed alone ${Math.round(parsed)} rows/s, ratio ${ratio}, RSS of the bench ${rssMb} MiB`;
}

/** Busy at noon, quiet at night, some noise, as a site's visits: the same every time, and never whole in memory. */
function minutes(count: number): Readable {
  return Readable.from(linesOf(count));
}

function* linesOf(count: number): Generator<string> {
  yield 'timestamp,value\n';
  let state = 1;
  for (let from = 0; from < count; from += ROWS_A_CHUNK) {
    let chunk = '';
    for (let minute = from; minute < Math.min(from + ROWS_A_CHUNK, count); minute += 1) {
      state = (state * 48_271) % 2_147_483_647;
      const usual = 200 - 120 * Math.cos((minute / 1_440) * 2 * Math.PI);
      const at = new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();
      chunk += `${at},${(usual * (0.9 + (0.2 * state) / 2_147_483_647)).toFixed(2)}\n`;
    }
    yield chunk;
  }
}

function nowhere(): Writable {
  return new Writable({ objectMode: true, write: (_chunk, _encoding, done) => done() });
}

async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (count / (performance.now() - started)) * 1_000;
}
