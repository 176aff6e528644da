import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { parse } from 'csv-parse';

import { detectAnomalies } from '../../src/detect/detect-anomalies.js';

const A_YEAR_OF_MINUTES = 525_600;
const ROUNDS = 3;
const ROWS_A_CHUNK = 1_000;

/** Busy at noon, quiet at night, some noise, as a site's visits: the same every time, and never whole in memory. */
function* minutes(): Generator<string> {
  yield 'timestamp,value\n';
  let state = 1;
  for (let from = 0; from < A_YEAR_OF_MINUTES; from += ROWS_A_CHUNK) {
    let chunk = '';
    for (let minute = from; minute < Math.min(from + ROWS_A_CHUNK, A_YEAR_OF_MINUTES); minute += 1) {
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

async function rate(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (A_YEAR_OF_MINUTES / (performance.now() - started)) * 1_000;
}

const parseAlone = () => pipeline(Readable.from(minutes()), parse({ bom: true }), nowhere());
const detect = () => detectAnomalies(Readable.from(minutes()), nowhere(), () => undefined);

const ratios: { judged: number; parsed: number }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  ratios.push({ parsed: await rate(parseAlone), judged: await rate(detect) });
}
ratios.sort((a, b) => a.judged / a.parsed - b.judged / b.parsed);
const { judged, parsed } = ratios[Math.floor(ROUNDS / 2)]!;
const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
console.log(
  `detect: ${Math.round(judged)} rows/s, parsed alone ${Math.round(parsed)} rows/s, ratio ${(judged / parsed).toFixed(2)}, RSS ${memory} MiB`,
);
