import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import { startProduct } from '../servers/product.js';
import type { Server } from '../servers/server.js';
import { Running } from '../running.js';
import { startDatabase } from '../world/database.js';
import { fillWorld } from '../world/fill-world.js';
import { addReaders, tellReaders, type Reader } from './readers.js';
import { OpenStream } from './open-stream.js';

const FULL = { streams: 500, rounds: 20, restMs: 5_000 };
const SMOKE = { streams: 10, rounds: 2, restMs: 100 };
/** Connections are opened as browsers come back, some at a time. */
const AT_ONCE = 20;
const WATCH_MS = 100;
const LIMIT_MS = 60_000;
const WORLD = { large: 100, small: 100 };

/** What open event streams cost the product's HTTP process. */
export interface StreamFigures {
  readonly streams: number;
  /** Resident memory in MiB: before the first was opened, when all were open and quiet, and at the most. */
  readonly beforeMb: number;
  readonly openMb: number;
  readonly peakMb: number;
  /** From the commit of what everybody is told until a reader had it, in milliseconds, over all rounds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Opens streams of as many people, and tells all of them something again and again. Leaves nothing running. */
export async function measureStreams(
  smoke: boolean,
  dataDir: string,
  report: (step: string) => void,
): Promise<StreamFigures> {
  const { streams: count, rounds, restMs } = smoke ? SMOKE : FULL;
  const running = new Running();
  running.stopOnSignal();
  try {
    const { sql, applicationUrl: databaseUrl } = running.add(await startDatabase(dataDir));
    const world = await fillWorld(sql, WORLD);
    const readers = await addReaders(sql, world.large.id, count);
    const product = running.add(await startProduct({ databaseUrl, dataDir, world, profile: undefined }));
    report(`Opening ${count} event streams …`);
    await warmUp(product, readers);
    const watch = watchMemory(product);
    const beforeMb = await product.rssMb();
    const open = running.add(await openAll(product, readers));
    await pause(restMs);
    const openMb = await product.rssMb();
    report(`Telling all of them something ${rounds} times …`);
    const waits: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const told = performance.now();
      await tellReaders(sql, world.large.id, readers, round);
      await open.allHave(round);
      waits.push(...open.streams.map(({ lastAt }) => lastAt - told));
    }
    waits.sort((one, other) => one - other);
    const at = (share: number): number => waits[Math.floor(share * (waits.length - 1))] ?? NaN;
    return { streams: count, beforeMb, openMb, peakMb: await watch(), p50Ms: at(0.5), p99Ms: at(0.99) };
  } finally {
    await running.stop();
  }
}

/** Every reader asks once, so that what the first requests of a process cost is not held to be that of streams. */
async function warmUp(product: Server, readers: readonly Reader[]): Promise<void> {
  for (const { headers } of readers) {
    const answer = await fetch(`${product.url}/api/v1/me/notifications`, { headers });
    if (!answer.ok) throw new Error(`a reader was answered ${answer.status}`);
    await answer.text();
  }
}

async function openAll(product: Server, readers: readonly Reader[]) {
  const streams: OpenStream[] = [];
  const url = `${product.url}/api/v1/me/notifications/stream`;
  for (let from = 0; from < readers.length; from += AT_ONCE) {
    const some = readers.slice(from, from + AT_ONCE);
    streams.push(...(await Promise.all(some.map(({ headers }) => OpenStream.to(url, headers)))));
  }
  return {
    streams,
    async allHave(count: number): Promise<void> {
      const until = performance.now() + LIMIT_MS;
      while (streams.some(({ told }) => told < count)) {
        if (performance.now() > until) throw new Error('not every stream was told everything');
        await pause(5);
      }
    },
    async stop(): Promise<void> {
      for (const stream of streams) stream.close();
    },
  };
}

/** @returns ends the watch and tells the most that was seen, in MiB */
function watchMemory(server: Server): () => Promise<number> {
  let peak = 0;
  const look = async (): Promise<number> => (peak = Math.max(peak, await server.rssMb()));
  const timer = setInterval(() => void look(), WATCH_MS);
  return async () => {
    clearInterval(timer);
    return look();
  };
}
