// The compiled product in a process of its own whose clock stands where its parent says: for each instant that comes as
// a line on standard input, runs one sweep and says so. Asked to end, it finishes the sweep that it has begun.
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
const orders = createInterface({ input: process.stdin });
let isStopping = false;
process.once('SIGTERM', () => {
  isStopping = true;
  orders.close();
});
console.log('ready');
for await (const instant of orders) {
  if (isStopping) break;
  clock.set(new Date(instant));
  await app.get(SweepRunner).run(sweep);
  console.log(`swept ${instant}`);
}
process.stdin.destroy();
await app.close();
