import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type pg from 'pg';

import type { Server } from '../servers/server.js';
import type { World } from '../world/world.js';
import { addMetric, pointColumns, pointsCsv, type PointsSize } from './points.js';

export interface IngestSize {
  /** Rows of each upload that is measured beside bare `pg`. */
  readonly rows: number;
  readonly rounds: number;
  /** The upload whose memory is watched. */
  readonly large: PointsSize;
}

export const FULL_INGEST: IngestSize = { rows: 200_000, rounds: 3, large: { segments: 100, hours: 100_000 } };
export const SMOKE_INGEST: IngestSize = { rows: 2_000, rounds: 1, large: { segments: 2, hours: 15_000 } };

export interface IngestFigures {
  readonly rows: number;
  /** Rows a second, one for each round, in order. */
  readonly product: readonly number[];
  readonly bare: readonly number[];
  readonly largeRows: number;
  readonly largeSeconds: number;
  /** The most that the product's process held while the large upload ran, in MiB. */
  readonly peakRssMb: number;
}

/** Rows that bare `pg` sends in one statement. */
const BARE_ROWS = 20_000;
const WATCH_MS = 100;

/** Streams points into the product by HTTP, and the same rows by `INSERT … SELECT unnest` into the same table. */
export async function measureIngest(
  { product, sql, world }: { readonly product: Server; readonly sql: pg.Client; readonly world: World },
  { rows, rounds, large }: IngestSize,
): Promise<IngestFigures> {
  const figures = { product: [] as number[], bare: [] as number[] };
  // Makes the partitions, which both sides then find, and warms up.
  await upload(product, (await addMetric(sql, world, 'ingest-warm-up')).path, { segments: 1, hours: rows });
  for (let round = 0; round < rounds; round += 1) {
    await sql.query('CHECKPOINT');
    const { path } = await addMetric(sql, world, `ingest-${round}`);
    figures.product.push(rows / (await seconds(() => upload(product, path, { segments: 1, hours: rows }))));
    await sql.query('CHECKPOINT');
    const { id } = await addMetric(sql, world, `ingest-bare-${round}`);
    figures.bare.push(rows / (await seconds(() => insertBare(sql, world, id, rows))));
  }
  const { path } = await addMetric(sql, world, 'ingest-large');
  const watch = watchMemory(product);
  const largeSeconds = await seconds(() => upload(product, path, large));
  const peakRssMb = await watch();
  return { rows, ...figures, largeRows: large.segments * large.hours, largeSeconds, peakRssMb };
}

async function upload(product: Server, path: string, size: PointsSize): Promise<void> {
  const { headers } = product.wire({ method: 'POST', path });
  const sent = request(`${product.url}${path}?rows=${size.segments * size.hours}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/csv' },
  });
  const answered = new Promise<string>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(`${path}: ${text}`))));
    });
  });
  await pipeline(Readable.from(pointsCsv(size), { objectMode: true }), sent);
  const { inserted } = JSON.parse(await answered) as { inserted: number };
  if (inserted !== size.segments * size.hours) throw new Error(`${path}: ${inserted} points inserted`);
}

async function insertBare(sql: pg.Client, { large }: World, metricId: string, rows: number): Promise<void> {
  await sql.query('BEGIN');
  for (let from = 0; from < rows; from += BARE_ROWS) {
    const { starts, values } = pointColumns(from, Math.min(from + BARE_ROWS, rows));
    await sql.query(
      `INSERT INTO metric_points (metric_id, workspace_id, dimension_key, recorded_at, period_start, value)
       SELECT $1, $2, '', now(), * FROM unnest($3::timestamptz[], $4::double precision[])`,
      [metricId, large.id, starts, values],
    );
  }
  await sql.query('COMMIT');
}

/** @returns ends the watch and tells the most that was seen, in MiB */
function watchMemory(server: Server): () => Promise<number> {
  let peak = 0;
  const look = async () => (peak = Math.max(peak, await server.rssMb()));
  const timer = setInterval(() => void look(), WATCH_MS);
  return async () => {
    clearInterval(timer);
    return look();
  };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}
