import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { runBench } from './bench.js';
import { ingestAims, ingestReport, ingestResult } from './ingest/ingest-report.js';
import { readOptions } from './options.js';
import { aimsOf, tableOf } from './report.js';
import { resultOf } from './results.js';

/** Below the project, as all that is made while testing. */
const DATA_DIR = resolve(import.meta.dirname, '..', '..', '.test-data', 'bench');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { lines, ingest } = await runBench(options, DATA_DIR, (step) => console.log(step));
  if (lines.length > 0) console.log(`\n${tableOf(lines)}\n`);
  for (const told of ingest ? ingestReport(ingest) : []) console.log(told);
  if (options.smoke) console.log('A smoke run: the lines work; the figures mean nothing.');
  else
    for (const aim of [...(lines.length > 0 ? aimsOf(lines) : []), ...(ingest ? ingestAims(ingest) : [])])
      console.log(aim);
  const results = [...lines.map((line) => resultOf(line).result), ...(ingest ? [ingestResult(ingest).result] : [])];
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
