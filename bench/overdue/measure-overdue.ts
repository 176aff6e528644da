import { performance } from 'node:perf_hooks';

import { v7 } from 'uuid';

import { readConfig } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { systemClock } from '../../src/kernel/time/index.js';
import { FlagOverdueTasks } from '../../src/modules/tasks/operations/task-sweeps.js';
import { serving } from '../../src/platform/database/index.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import { Running } from '../running.js';
import { startDatabase } from '../world/database.js';
import { bareUpdates, bareWrites } from './bare-marks.js';
import { addSoon, addTasks, addWorld, WHEN_LATE_DAYS } from './fill-tasks.js';

const FULL = { few: 50_000, many: 5_000_000, due: 500, flood: 50_000, rounds: 5 };
const SMOKE = { few: 500, many: 2_000, due: 50, flood: 400, rounds: 1 };

/** What the sweep for overdue tasks costs. Times in milliseconds, medians of the rounds. */
export interface OverdueFigures {
  readonly few: number;
  readonly many: number;
  readonly due: number;
  readonly flood: number;
  /** With `due` newly due among `few` and among `many` tasks. */
  readonly amongFew: number;
  readonly amongMany: number;
  /** With `flood` newly due; the bare updates of as many rows; and these with the rows of the journal beside them. */
  readonly floodMs: number;
  readonly bareMs: number;
  readonly bareWritesMs: number;
}

/** Fills a database of its own; leaves nothing running, whatever happens. */
export async function measureOverdue(
  smoke: boolean,
  dataDir: string,
  report: (step: string) => void,
): Promise<OverdueFigures> {
  const { few, many, due, flood, rounds } = smoke ? SMOKE : FULL;
  const running = new Running();
  running.stopOnSignal();
  try {
    const { sql, applicationUrl } = running.add(await startDatabase(dataDir));
    const app = await startSweeper(applicationUrl);
    running.add({ stop: () => app.close() });
    const workspace = { id: v7(), slug: 'overdue', timeZone: 'Asia/Shanghai' };
    const world = await addWorld(sql, workspace);
    const flag = (now: Date): Promise<number> =>
      serving(workspace.id, () => app.get(FlagOverdueTasks, { strict: false }).run(now, workspace));
    const sweep = async (newlyDue: number): Promise<number> => {
      await addSoon(sql, world, newlyDue);
      // The first sweep after a task was written reckons the instant from which it is late, long before it comes.
      await flag(new Date());
      const later = new Date(Date.now() + WHEN_LATE_DAYS * 86_400_000);
      const began = performance.now();
      const flagged = await flag(later);
      if (flagged !== newlyDue) throw new Error(`${flagged} of ${newlyDue} tasks were flagged`);
      return performance.now() - began;
    };
    const rounded = async (): Promise<number> => {
      const times: number[] = [];
      // One more, which finds cold caches.
      for (let round = 0; round <= rounds; round += 1) times.push(await sweep(due));
      return medianOf(rounds > 1 ? times.slice(1) : times);
    };
    report(`Flagging ${due} tasks among ${few} …`);
    await addTasks(sql, world, few);
    const amongFew = await rounded();
    report(`Filling in ${many} tasks …`);
    await addTasks(sql, world, many - few);
    report(`Flagging ${due} tasks among ${many} …`);
    const amongMany = await rounded();
    report(`Flagging ${flood} tasks, and updating as many with bare SQL …`);
    const floodMs = await sweep(flood);
    await addSoon(sql, world, flood);
    const bareMs = await bareUpdates(sql, world, flood);
    await addSoon(sql, world, flood);
    const bareWritesMs = await bareWrites(sql, world, flood);
    return { few, many, due, flood, amongFew, amongMany, floodMs, bareMs, bareWritesMs };
  } finally {
    await running.stop();
  }
}

async function startSweeper(databaseUrl: string): ReturnType<typeof createApp> {
  const config = readConfig({ DATABASE_URL: databaseUrl, SHEWHART_SECRET: 'a secret for the bench alone, 32 or more' });
  const logger = new TerminalLogger(() => undefined);
  const app = await createApp({ config, clock: systemClock, runsJobs: false }, logger);
  await app.init();
  return app;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
