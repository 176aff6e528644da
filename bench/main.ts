import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { runBench } from './bench.js';
import { readOptions } from './options.js';
import { aimsOf, tableOf } from './report.js';
import { resultOf } from './results.js';

/** Below the project, as all that is made while testing. */
const DATA_DIR = resolve(import.meta.dirname, '..', '..', '.test-data', 'bench');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const figures = await runBench(options, DATA_DIR, (step) => console.log(step));
  console.log(`\n${tableOf(figures)}\n`);
  if (options.smoke) console.log('A smoke run: the lines work; the figures mean nothing.');
  else for (const aim of aimsOf(figures)) console.log(aim);
  const results = figures.map((line) => resultOf(line).result);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
