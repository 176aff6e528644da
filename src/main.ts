import { readConfig } from './config/index.js';
import { createApp } from './create-app.js';
import { systemClock } from './kernel/time/index.js';
import { requireMigratedDatabase } from './migrate.js';
import { serveOpenApi } from './open-api.js';
import { JsonLogger } from './platform/logging/index.js';
import { runUntilSignal } from './run-until-signal.js';
import { listenProblem } from './start-problems.js';

/** HTTP alone, against an external database that is migrated; any number of these processes. */
await runUntilSignal(async () => {
  const config = readConfig();
  const logger = new JsonLogger();
  await requireMigratedDatabase(config);
  const app = await createApp({ config, clock: systemClock, runsJobs: false }, logger);
  serveOpenApi(app);
  await app.listen(config.port, config.host).catch((error: unknown) => {
    throw listenProblem(config, error);
  });
  logger.log(`listens on ${await app.getUrl()}`, 'main');
  return { stop: () => app.close() };
});
