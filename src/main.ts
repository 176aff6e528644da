import { readConfig } from './config/index.js';
import { createApp } from './create-app.js';
import { systemClock } from './kernel/time/index.js';
import { serveOpenApi } from './open-api.js';
import { failToStart, runUntilSignal } from './run-until-signal.js';

/** HTTP alone, against an external database that is migrated; any number of these processes. */
async function main(): Promise<void> {
  const config = readConfig();
  const app = await createApp({ config, clock: systemClock, runsJobs: false });
  serveOpenApi(app);
  runUntilSignal(() => app.close());
  await app.listen(config.port, config.host);
}

main().catch(failToStart);
