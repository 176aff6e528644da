import type pg from 'pg';

import { FULL_INGEST, type IngestFigures, measureIngest, SMOKE_INGEST } from './ingest/measure-ingest.js';
import { GROUPS, LINES } from './lines/index.js';
import { type Contest, type Effort, type Figures, measure } from './measure.js';
import { INGEST, type Options } from './options.js';
import { checkSameSql, type RecordedLine, recordLine } from './recording/record-line.js';
import { StatementLog } from './recording/statement-log.js';
import { Running } from './running.js';
import { measureWalls, type WallFigures } from './walls.js';
import { barePrefix, startBare } from './servers/bare.js';
import { startProduct } from './servers/product.js';
import type { Server } from './servers/server.js';
import { startDatabase } from './world/database.js';
import { fillWorld } from './world/fill-world.js';
import { FULL_SIZE, SMOKE_SIZE, type World } from './world/world.js';

const CONNECTIONS = [1, 16];
const FULL_EFFORT: Effort = { warmUpSeconds: 0.7, seconds: 1.6, rounds: 3 };
const SMOKE_EFFORT: Effort = { warmUpSeconds: 0.1, seconds: 0.3, rounds: 1 };

/** Pairs of short stretches; odd, so that there is a middle one. */
const WALL_ROUNDS = 9;

export type Report = (step: string) => void;

/** What a run measured: the lines, and the streaming of points unless other lines were chosen. */
export interface Measured {
  readonly lines: Figures[];
  readonly walls: readonly WallFigures[];
  readonly ingest: IngestFigures | undefined;
}

/** Fills a database, starts both sides and measures the lines. Leaves nothing running, whatever happens. */
export async function runBench(options: Options, dataDir: string, report: Report): Promise<Measured> {
  const running = new Running();
  running.stopOnSignal();
  try {
    const size = options.smoke ? SMOKE_SIZE : FULL_SIZE;
    report(`Filling a database with ${size.large + size.small} items …`);
    const database = running.add(await startDatabase(dataDir));
    const { sql, url: databaseUrl, applicationUrl } = database;
    const world = await fillWorld(sql, size);
    const product = running.add(
      await startProduct({ databaseUrl: applicationUrl, dataDir, world, profile: options.profile }),
    );
    const contests = await contestsOf(options.only, world, sql);
    const log = new StatementLog(sql, database.log);
    const recordings: Record<string, RecordedLine> = {};
    for (const { line, product: next } of contests) recordings[line.name] = await recordLine(line, product, log, next);
    const bare = running.add(await startBare({ databaseUrl, recordings }, world));
    for (const contest of contests) await confirm(contest, recordings, bare, log, report);
    const effort = options.smoke ? SMOKE_EFFORT : FULL_EFFORT;
    const lines = await measureGroups(contests, { product, bare }, effort, report, sql);
    if (contests.length > 0) report('Measuring with and without row-level security …');
    const walls = await measureWalls(contests, product, sql, options.smoke ? 1 : WALL_ROUNDS);
    if (options.only.length > 0 && !options.only.includes(INGEST)) return { lines, walls, ingest: undefined };
    report('Measuring the ingest of points …');
    const ingest = await measureIngest({ product, sql, world }, options.smoke ? SMOKE_INGEST : FULL_INGEST);
    return { lines, walls, ingest };
  } finally {
    await running.stop();
  }
}

/** The chosen lines, or all, each with one supply of requests that both sides draw from. */
async function contestsOf(only: readonly string[], world: World, sql: pg.Client): Promise<Contest[]> {
  const contests: Contest[] = [];
  for (const [index, line] of LINES.entries()) {
    if (only.length > 0 && !only.includes(line.name)) continue;
    const product = await line.requests(world, sql);
    const bare = () => {
      const request = product();
      return { ...request, path: `${barePrefix(index)}${request.path}` };
    };
    contests.push({ line, product, bare });
  }
  return contests;
}

async function confirm(
  { line, bare: next }: Contest,
  recordings: Readonly<Record<string, RecordedLine>>,
  bare: Server,
  log: StatementLog,
  report: Report,
): Promise<void> {
  const recording = recordings[line.name];
  if (!recording) throw new Error(`${line.name} was not recorded`);
  await checkSameSql(line, recording, bare, log, next);
  report(`${line.name}: ${recording.statements.length} statements a request, the same on both sides`);
}

async function measureGroups(
  contests: readonly Contest[],
  servers: { readonly product: Server; readonly bare: Server },
  effort: Effort,
  report: Report,
  sql: pg.Client,
): Promise<Figures[]> {
  const figures: Figures[] = [];
  for (const group of GROUPS) {
    const chosen = contests.filter(({ line }) => group.includes(line));
    for (const connections of chosen.length > 0 ? CONNECTIONS : []) {
      report(`Measuring ${chosen.map(({ line }) => line.name).join(' and ')} over ${connections} connections …`);
      // What earlier lines wrote is flushed now, and not by a checkpoint that falls on one side alone.
      await sql.query('CHECKPOINT');
      figures.push(...(await measure(chosen, connections, servers, effort)));
    }
  }
  return figures;
}
