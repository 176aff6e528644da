// The compiled product in a process of its own, HTTP and jobs in a real queue, whose clock stands where its parent says:
// at each instant that comes as a line on standard input. Sweeps for deadlines run ten times a second.
//
//   node test/harness/clock-worker.mjs 2026-10-29T12:00:00Z < instants
import { createInterface } from 'node:readline';

import { readConfig } from '../../dist/src/config/index.js';
import { createApp } from '../../dist/src/create-app.js';
import { SettableClock } from '../../dist/src/kernel/time/index.js';
import { TerminalLogger } from '../../dist/src/platform/logging/index.js';

const EVERY_MS = 100;
const timetable = { 'flag-overdue': { everyMs: EVERY_MS }, 'remind-before-due': { everyMs: EVERY_MS } };

const [begin] = process.argv.slice(2);
const clock = new SettableClock(new Date(begin));
const app = await createApp({ config: readConfig(), clock, runsJobs: true, timetable }, new TerminalLogger());
await app.listen(0, '127.0.0.1');
console.log(`listens on ${await app.getUrl()}`);
for await (const instant of createInterface({ input: process.stdin })) clock.set(new Date(instant));
await app.close();
