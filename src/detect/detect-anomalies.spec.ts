import { readFileSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';

import { detectAnomalies } from './detect-anomalies.js';
import { readRowTime } from './row-time.js';

async function detect(text: string): Promise<{ rows: string[]; told: string[] }> {
  const told: string[] = [];
  let written = '';
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  await detectAnomalies(Readable.from([text]), output, (line) => told.push(line));
  return { rows: written.trimEnd().split('\n'), told };
}

const taxi = readFileSync('examples/data/anomalies/nyc_taxi.csv', 'utf8').trim().split('\n');

describe('npm run detect', () => {
  it('writes every row back with a score and a label, in order', async () => {
    const { rows, told } = await detect(taxi.join('\n'));
    expect(rows).toHaveLength(taxi.length);
    expect(rows[0]).toBe('timestamp,value,anomaly_score,label');
    for (const [i, row] of rows.slice(1).entries()) {
      const [timestamp, value, score, label, ...more] = row.split(',');
      expect(`${timestamp},${value}`).toBe(taxi[i + 1]);
      expect(Number(score) >= 0 && Number(score) <= 1 && ['0', '1'].includes(label!) && more.length === 0).toBe(true);
    }
    expect(told.at(-1)).toMatch(/^10320 rows, \d alarms$/);
  });

  it.each([1, 2, 700, 6000, 8077])('judges %i rows of a file as it judges them in the whole file', async (length) => {
    const [whole, part] = [await detect(taxi.join('\n')), await detect(taxi.slice(0, length).join('\n'))];
    expect(part.rows).toEqual(whole.rows.slice(0, length));
  });

  it('goes on over missing values, bad rows, duplicates, gaps and disorder, and says where they are', async () => {
    const rows = taxi.slice(0, 101);
    rows[10] = '2014-07-01 04:30:00,';
    rows[11] = '2014-07-01 05:00:00,NaN';
    rows[12] = '2014-07-01 05:30:00,12 taxis';
    rows[13] = 'yesterday,7';
    rows[14] = rows[8]!;
    rows[16] = rows[15]!;
    rows.splice(60, 20);
    const { rows: judged, told } = await detect(`\uFEFF${rows.join('\r\n')}\r\n\r\n`);
    expect(judged).toHaveLength(rows.length);
    expect(judged[10]).toBe('2014-07-01 04:30:00,,0.000000,0');
    expect(judged[12]).toBe('2014-07-01 05:30:00,12 taxis,0.000000,0');
    expect(told).toEqual([
      'line 11 has no value',
      'line 12 has no value',
      'line 13 has a value that is no number: 12 taxis',
      'line 14 has a time that cannot be read: yesterday',
      'line 15 is earlier than the row before',
      'line 17 repeats the time before',
      'line 61 comes after a gap: 630 instead of 30 minutes',
      '2 rows without a value: not judged',
      '1 row with a value that is no number: not judged',
      '1 row with a time that cannot be read: not judged',
      '1 row out of order: judged, but nothing is learned from them',
      '1 row repeating a time: judged, but nothing is learned from them',
      '1 row after a gap: the pause is no zero and no anomaly',
      '80 rows, 0 alarms',
    ]);
  });

  it('finds its two columns among others, and refuses a file without them', async () => {
    const { rows } = await detect('Site,Value,Timestamp\n"a, b",3,2026-11-23T09:30+08:00\n');
    expect(rows[1]).toBe('2026-11-23T09:30+08:00,3,0.000000,0');
    await expect(detect('time,amount\n1,2\n')).rejects.toThrow('must name the columns timestamp and value');
    await expect(detect('')).rejects.toThrow('The file is empty');
    await expect(detect('timestamp,value\n"2026-11-23,3\n')).rejects.toThrow('Quote Not Closed');
  });
});

describe('the time of a row', () => {
  it('is an instant and what the clock on the wall said', () => {
    const nine = Date.UTC(2026, 10, 23, 9, 30);
    expect(readRowTime('2026-11-23 09:30')).toEqual({ at: nine, local: nine });
    expect(readRowTime('2026/11/23 09:30:00.250')).toEqual({ at: nine + 250, local: nine + 250 });
    expect(readRowTime('2026-11-23T09:30:00+08:00')).toEqual({ at: nine - 8 * 3_600_000, local: nine });
    expect(readRowTime('2026-11-23T09:30:00Z')).toEqual({ at: nine, local: nine });
    expect(readRowTime('2026-11-23')).toEqual({ at: nine - 9.5 * 3_600_000, local: nine - 9.5 * 3_600_000 });
  });

  it.each(['', '2026-02-30', '2026-13-01', '2026-11-23 24:00', '2026-11-23 09:60', '23.11.2026', '1700000000'])(
    'is not %p',
    (text) => expect(readRowTime(text)).toBeUndefined(),
  );
});
