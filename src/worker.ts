import { readConfig } from './config/index.js';
import { createApp } from './create-app.js';
import { systemClock } from './kernel/time/index.js';
import { failToStart, runUntilSignal } from './run-until-signal.js';

/** Jobs alone: the same modules, never listening; any number of these processes. */
async function main(): Promise<void> {
  const app = await createApp({ config: readConfig(), clock: systemClock, runsJobs: true });
  runUntilSignal(() => app.close());
  await app.init();
}

main().catch(failToStart);
