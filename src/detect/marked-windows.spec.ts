import { createReadStream, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';

import { detectAnomalies } from './detect-anomalies.js';

const FOLDER = 'examples/data/anomalies';
const WINDOWS = JSON.parse(readFileSync(`${FOLDER}/windows.json`, 'utf8')) as Record<string, [string, string][]>;

/** Windows hit of those that people marked, and alarms outside of them: the table of docs/anomaly-detection.md. */
const REACHED: Record<string, { hit: number; marked: number; outside: number }> = {
  'exchange-2_cpc_results.csv': { hit: 1, marked: 1, outside: 0 },
  'exchange-2_cpm_results.csv': { hit: 2, marked: 2, outside: 3 },
  'exchange-3_cpc_results.csv': { hit: 3, marked: 3, outside: 3 },
  'exchange-3_cpm_results.csv': { hit: 1, marked: 1, outside: 1 },
  'exchange-4_cpc_results.csv': { hit: 2, marked: 3, outside: 2 },
  'exchange-4_cpm_results.csv': { hit: 3, marked: 4, outside: 3 },
  'nyc_taxi.csv': { hit: 4, marked: 5, outside: 2 },
};

async function alarmsIn(file: string): Promise<string[]> {
  let written = '';
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  await detectAnomalies(createReadStream(`${FOLDER}/${file}`), output, () => undefined);
  return written
    .split('\n')
    .filter((row) => row.endsWith(',1'))
    .map((row) => row.split(',')[0]!);
}

describe('on series in which people marked what was wrong, detect', () => {
  it.each(Object.entries(WINDOWS))('%s', async (path, windows) => {
    const file = path.split('/')[1]!;
    const alarms = await alarmsIn(file);
    // Both are written as YYYY-MM-DD hh:mm:ss, so that they compare as text.
    const within = (alarm: string, [from, to]: [string, string]) =>
      from.slice(0, 19) <= alarm && alarm <= to.slice(0, 19);
    const hit = windows.filter((window) => alarms.some((alarm) => within(alarm, window))).length;
    const outside = alarms.filter((alarm) => !windows.some((window) => within(alarm, window))).length;
    expect({ hit, marked: windows.length, outside }).toEqual(REACHED[file]);
  });
});
