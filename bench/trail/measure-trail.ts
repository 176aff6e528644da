import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { v7 } from 'uuid';

import { Running } from '../running.js';
import { startDatabase } from '../world/database.js';
import { fillEvents } from './fill-events.js';
import { startKeeper, verifyOffline } from './start-keeper.js';
import { Writers } from './write-events.js';

// Short rounds, so that what else the machine does hits both sides of a pair alike.
const FULL = { events: 1_000_000, rounds: 31, seconds: 1.5 };
const SMOKE = { events: 5_000, rounds: 1, seconds: 0.5 };
const WRITERS = 16;
/** The product's own interval (src/platform/jobs/timetable.ts) would fall into some rounds and not into others. */
const SEAL_EVERY_MS = 1_000;

/** What the trail costs and how fast it is checked. */
export interface TrailFigures {
  readonly events: number;
  /** Events sealed a second, out of a backlog. */
  readonly sealedPerSecond: number;
  /** Events written a second by 16 writers, without sealing and with it: those of the round with the middle ratio. */
  readonly written: number;
  readonly writtenWhileSealing: number;
  readonly writersRatio: number;
  /** The quartiles of all rounds. */
  readonly spread: readonly [lower: number, upper: number];
  readonly verifySeconds: number;
  readonly verifyMaxRssMb: number;
  /** The same of an export, by `shewhart verify`. */
  readonly offlineSeconds: number;
  readonly offlineMaxRssMb: number;
}

/** Fills a database of its own; leaves nothing running, whatever happens. */
export async function measureTrail(
  smoke: boolean,
  dataDir: string,
  report: (step: string) => void,
): Promise<TrailFigures> {
  const { events, rounds, seconds } = smoke ? SMOKE : FULL;
  const running = new Running();
  running.stopOnSignal();
  try {
    const { sql, url, applicationUrl } = running.add(await startDatabase(dataDir));
    const [workspaceId, actorId] = [v7(), v7()];
    await sql.query(
      `INSERT INTO workspaces (id, slug, name, time_zone, created_at) VALUES ($1, 'trail', 'trail', 'Asia/Shanghai', now())`,
      [workspaceId],
    );
    report(`Filling a trail with ${events} events …`);
    await fillEvents(sql, workspaceId, actorId, events);
    report('Sealing them …');
    const sealer = running.add(await startKeeper(applicationUrl));
    const sealing = await sealer.obey({ kind: 'seal' });
    // Another process, so that its memory is that of verifying alone.
    const verifier = running.add(await startKeeper(applicationUrl));
    report('Verifying them …');
    const verifying = await verifier.obey({ kind: 'verify', workspaceId });
    report('Exporting them, and verifying the export …');
    const file = join(dataDir, 'trail-export.ndjson');
    running.add({ stop: () => rm(file, { force: true }) });
    await verifier.obey({ kind: 'export', workspaceId, file });
    const offline = await verifyOffline(file);
    report(`Writing with ${WRITERS} writers, with and without sealing …`);
    const writers = running.add(new Writers(url, workspaceId, actorId, WRITERS));
    await writers.write(seconds / 2);
    const ratios: { written: number; whileSealing: number; ratio: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const rates = { written: 0, whileSealing: 0 };
      // Whoever comes second finds warmer caches, so they take turns in that, too.
      for (const side of round % 2 ? (['whileSealing', 'written'] as const) : (['written', 'whileSealing'] as const)) {
        await sealer.obey({ kind: 'seal' });
        if (side === 'whileSealing') await sealer.obey({ kind: 'keep-sealing', everyMs: SEAL_EVERY_MS });
        rates[side] = await writers.write(seconds);
        await sealer.obey({ kind: 'rest' });
      }
      ratios.push({ ...rates, ratio: rates.whileSealing / rates.written });
    }
    ratios.sort((one, other) => one.ratio - other.ratio);
    const middle = ratios[Math.floor(ratios.length / 2)];
    return {
      events,
      sealedPerSecond: events / (sealing.ms / 1_000),
      written: middle?.written ?? NaN,
      writtenWhileSealing: middle?.whileSealing ?? NaN,
      writersRatio: middle?.ratio ?? NaN,
      spread: [0.25, 0.75].map((part) => ratios[Math.floor(ratios.length * part)]?.ratio ?? NaN) as [number, number],
      verifySeconds: verifying.ms / 1_000,
      verifyMaxRssMb: verifying.maxRssMb,
      offlineSeconds: offline.ms / 1_000,
      offlineMaxRssMb: offline.maxRssMb,
    };
  } finally {
    await running.stop();
  }
}
