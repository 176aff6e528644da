// The compiled product in a process of its own whose clock stands where its parent says: for each instant that comes as
// a line on standard input, runs one sweep and says so.
//
//   node test/harness/sweep-worker.mjs evaluate-metrics < instants
import { createInterface } from 'node:readline';

import { readConfig } from '../../dist/src/config/index.js';
import { createApp } from '../../dist/src/create-app.js';
import { SettableClock } from '../../dist/src/kernel/time/index.js';
import { SweepRunner } from '../../dist/src/platform/jobs/index.js';
import { TerminalLogger } from '../../dist/src/platform/logging/index.js';

const [sweep] = process.argv.slice(2);
const clock = new SettableClock(new Date());
const app = await createApp({ config: readConfig(), clock, runsJobs: false }, new TerminalLogger());
await app.init();
console.log('ready');
for await (const instant of createInterface({ input: process.stdin })) {
  clock.set(new Date(instant));
  await app.get(SweepRunner).run(sweep);
  console.log(`swept ${instant}`);
}
await app.close();
