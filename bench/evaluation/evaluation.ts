import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { readConfig } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { systemClock } from '../../src/kernel/time/index.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import { Running } from '../running.js';
import { startDatabase } from '../world/database.js';
import { fillSeries } from './fill-series.js';
import { type FullEvaluation, fullEvaluation, onePoint } from './measure-evaluation.js';

export const EVALUATION = 'evaluation';

const FULL = { metrics: 10_000, points: 400, few: 100, rounds: 150 };
const SMOKE = { metrics: 300, points: 60, few: 20, rounds: 10 };
const MOST_TIMES_DEARER = 1.3;
const MOST_TIMES_THE_READ = 3;

/** How long rules take: after one point, among many metrics and among few; and over everything, beside a bare read. */
export async function runEvaluation(
  smoke: boolean,
  dataDir: string,
  report: (step: string) => void,
): Promise<string[]> {
  const { metrics, points, few, rounds } = smoke ? SMOKE : FULL;
  const running = new Running();
  running.stopOnSignal();
  try {
    report(`Filling ${metrics} metrics with ${points} points each …`);
    const { sql, url, ...database } = await startDatabase(join(dataDir, EVALUATION));
    running.add(database);
    const large = await fillSeries(sql, 'rules-large', { metrics, points });
    const small = await fillSeries(sql, 'rules-small', { metrics: few, points });
    await sql.query('VACUUM ANALYZE');
    const config = readConfig({ DATABASE_URL: url, SHEWHART_SECRET: randomBytes(32).toString('base64url') });
    const app = await createApp({ config, clock: systemClock, runsJobs: false }, new TerminalLogger());
    await app.init();
    running.add({ stop: () => app.close() });
    report(`Judging every period of ${metrics} series …`);
    const full = await fullEvaluation(app, sql, large, points);
    report('Judging after one point …');
    const [many = NaN, fewer = NaN] = await onePoint(app, sql, [large, small], rounds);
    return [...sentences(full), pointSentence({ many, fewer, metrics, few })];
  } finally {
    await running.stop();
  }
}

function sentences({ product, bare, periods }: FullEvaluation): string[] {
  const ratio = product / bare;
  const told = `${(product / 1_000).toFixed(1)} s for ${periods} periods, ${(bare / 1_000).toFixed(1)} s to read them with bare pg`;
  return [
    `${verdict(ratio <= MOST_TIMES_THE_READ)}  full evaluation: ${told}: ${ratio.toFixed(2)}, aim at most ${MOST_TIMES_THE_READ}`,
  ];
}

function pointSentence({ many, fewer, metrics, few }: Record<'many' | 'fewer' | 'metrics' | 'few', number>): string {
  const ratio = many / fewer;
  const told = `${many.toFixed(2)} ms among ${metrics} metrics, ${fewer.toFixed(2)} ms among ${few}`;
  return `${verdict(ratio <= MOST_TIMES_DEARER)}  judging after one point: ${told}: ${ratio.toFixed(2)}, aim at most ${MOST_TIMES_DEARER}`;
}

function verdict(reached: boolean): string {
  return reached ? 'reached' : 'MISSED ';
}
