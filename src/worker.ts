import { readConfig } from './config/index.js';
import { createApp } from './create-app.js';
import { systemClock } from './kernel/time/index.js';
import { listenForScrapes, Metrics, Readiness } from './modules/health/index.js';
import { requireMigratedDatabase } from './migrate.js';
import { JsonLogger } from './platform/logging/index.js';
import { runUntilSignal } from './run-until-signal.js';

/** Jobs alone: the same modules, never listening; any number of these processes. */
await runUntilSignal(async () => {
  const config = readConfig();
  const logger = new JsonLogger();
  await requireMigratedDatabase(config);
  const app = await createApp({ config, clock: systemClock, runsJobs: true }, logger);
  await app.init();
  if (config.metricsPort !== undefined) await listenForScrapes(config, app.get(Metrics), app.get(Readiness));
  logger.log('works jobs', 'worker');
  return { stop: () => app.close() };
});
