import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { runBench } from './bench.js';
import { detectLineOf, measureDetect } from './detect/measure-detect.js';
import { EVALUATION, runEvaluation } from './evaluation/evaluation.js';
import { ingestAims, ingestReport, ingestResult } from './ingest/ingest-report.js';
import { DETECT, OVERDUE, readOptions, RELAY, STREAMS, TRAIL } from './options.js';
import { measureOverdue } from './overdue/measure-overdue.js';
import { overdueAimsOf } from './overdue/overdue-aims.js';
import { measureRelay } from './relay/measure-relay.js';
import { relayAimsOf } from './relay/relay-aims.js';
import { aimsOf, tableOf, wallAimsOf, wallLineOf } from './report.js';
import { resultOf } from './results.js';
import { measureStreams } from './streams/measure-streams.js';
import { streamAimsOf } from './streams/streams-aims.js';
import { measureTrail } from './trail/measure-trail.js';
import { trailAimsOf } from './trail/trail-aims.js';
import { wallResultOf } from './walls.js';

/** Below the project, as all that is made while testing. */
const DATA_DIR = resolve(import.meta.dirname, '..', '..', '.test-data', 'bench');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const report = (step: string): void => console.log(step);
  const { lines, walls, ingest } = withoutRequests(options.only) ? NOTHING : await runBench(options, DATA_DIR, report);
  const evaluated = isWanted(EVALUATION, options.only) ? await runEvaluation(options.smoke, DATA_DIR, report) : [];
  const trail = isWanted(TRAIL, options.only) ? await measureTrail(options.smoke, DATA_DIR, report) : undefined;
  const streams = isWanted(STREAMS, options.only) ? await measureStreams(options.smoke, DATA_DIR, report) : undefined;
  const detected = isWanted(DETECT, options.only) ? await measureDetect(options.smoke) : undefined;
  const overdue = isWanted(OVERDUE, options.only) ? await measureOverdue(options.smoke, DATA_DIR, report) : undefined;
  const relay = isWanted(RELAY, options.only) ? await measureRelay(options.smoke, DATA_DIR, report) : undefined;
  if (lines.length > 0)
    console.log(`
${tableOf(lines)}
`);
  for (const line of walls) console.log(wallLineOf(line));
  for (const told of ingest ? ingestReport(ingest) : []) console.log(told);
  if (detected) console.log(detectLineOf(detected));
  const aims = [
    ...(lines.length > 0 ? aimsOf(lines) : []),
    ...wallAimsOf(walls),
    ...(ingest ? ingestAims(ingest) : []),
    ...evaluated,
    ...(trail ? trailAimsOf(trail) : []),
    ...(streams ? streamAimsOf(streams) : []),
    ...(overdue ? overdueAimsOf(overdue) : []),
    ...(relay ? relayAimsOf(relay) : []),
  ];
  if (options.smoke) console.log('A smoke run: the lines work; the figures mean nothing.');
  else for (const aim of aims) console.log(aim);
  const results = [
    ...lines.map((line) => resultOf(line).result),
    ...walls.map(wallResultOf),
    ...(ingest ? [ingestResult(ingest).result] : []),
    ...(trail ? [{ name: TRAIL, ...trail }] : []),
    ...(streams ? [{ name: STREAMS, ...streams }] : []),
    ...(detected ? [{ name: DETECT, ...detected }] : []),
    ...(overdue ? [{ name: OVERDUE, ...overdue }] : []),
    ...(relay ? [{ name: RELAY, ...relay }] : []),
  ];
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
}

const NOTHING: Awaited<ReturnType<typeof runBench>> = { lines: [], walls: [], ingest: undefined };

function withoutRequests(only: readonly string[]): boolean {
  return only.length > 0 && only.every((name) => [EVALUATION, TRAIL, STREAMS, DETECT, OVERDUE, RELAY].includes(name));
}

function isWanted(name: string, only: readonly string[]): boolean {
  return only.length === 0 || only.includes(name);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
