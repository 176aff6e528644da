import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { readConfig } from '../../src/config/index.js';
import { SettableClock } from '../../src/kernel/time/index.js';
import { DEFAULT_TIMETABLE } from '../../src/platform/jobs/index.js';
import { startProduct } from '../../src/start-product.js';
import { settingUp } from './chapters/00-setting-up.js';
import { trigger } from './chapters/01-trigger.js';
import { kickoff } from './chapters/02-kickoff.js';
import { diagnosis } from './chapters/03-diagnosis.js';
import { plan } from './chapters/04-plan.js';
import { pilots } from './chapters/05-pilots.js';
import { rollout } from './chapters/06-rollout.js';
import { review } from './chapters/07-review.js';
import { afterwards } from './chapters/08-afterwards.js';
import { Narrator } from './narrator.js';
import { shanghai } from './world.js';

const DATA_DIR = join('.data', 'walk');
/** The story's jobs look every half second, so that nobody waits for the next full minute. */
const TIMETABLE = {
  ...DEFAULT_TIMETABLE,
  'flag-overdue': { everyMs: 500 },
  'evaluate-metrics': { everyMs: 500 },
};

/** Starts the product on an empty database and walks one item through it, over HTTP only. */
async function walk(): Promise<void> {
  const started = Date.now();
  await rm(DATA_DIR, { recursive: true, force: true });
  const clock = new SettableClock(shanghai('2011-08-05 09:00'));
  const config = readConfig({ PORT: '0', DATA_DIR });
  const product = await startProduct({ config, clock, timetable: TIMETABLE });
  try {
    const world = await settingUp(product, clock, new Narrator());
    for (const chapter of [trigger, kickoff, diagnosis, plan, pilots, rollout, review, afterwards])
      await chapter(world);
    console.log(`\nThe whole walk went as told, in ${Math.round((Date.now() - started) / 1_000)} seconds.`);
  } finally {
    await product.stop();
    await rm(DATA_DIR, { recursive: true, force: true });
  }
}

walk().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(
      `\n${error instanceof Error ? (error.name === 'NotAsTold' ? error.message : error.stack) : String(error)}`,
    );
    process.exit(1);
  },
);
