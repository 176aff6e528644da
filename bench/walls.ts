import { readFile } from 'node:fs/promises';

import type pg from 'pg';

import { loadOnce } from './load.js';
import type { Contest } from './measure.js';
import { median, quantile } from './results.js';
import type { Server } from './servers/server.js';

const CONNECTIONS = 16;
/** Short, so that what else the machine does hits both sides of a pair alike. */
const SECONDS = 0.6;
/** Lines that stand for no other kind of request. */
const COMPARED = ['get', 'list 50 of 200,000', 'create', 'transition'];

/** What a line reaches with the walls between workspaces, as a share of what it reaches without. */
export interface WallFigures {
  readonly name: string;
  /** Of the rates, pair by pair, ascending. */
  readonly shares: readonly number[];
  /** Processor time of an answer without, in that of one with, the product's and PostgreSQL's together over all pairs. */
  readonly cpuShare: number;
}

/** One for `--json`. */
export interface WallResult {
  readonly name: string;
  readonly connections: number;
  readonly ratio: number;
  readonly cpuRatio: number;
}

type Walls = 'ENABLE' | 'DISABLE';

interface Stretch {
  readonly rate: number;
  readonly answers: number;
  /** Of both processes, in milliseconds; NaN where the system does not tell. */
  readonly cpuMs: number;
}

/**
 * Measures the same requests to the same process, in turns with the policies of all tables in force and switched off.
 * Afterwards they are in force again.
 */
export async function measureWalls(
  contests: readonly Contest[],
  product: Server,
  sql: pg.Client,
  rounds: number,
): Promise<WallFigures[]> {
  const figures: WallFigures[] = [];
  for (const contest of contests.filter(({ line: { name } }) => COMPARED.includes(name))) {
    const taken: Record<Walls, Stretch[]> = { ENABLE: [], DISABLE: [] };
    for (let round = 0; round < rounds; round += 1) {
      // Whoever comes second finds warmer caches, so they take turns in that, too.
      const turns = round % 2 ? (['DISABLE', 'ENABLE'] as const) : (['ENABLE', 'DISABLE'] as const);
      for (const walls of turns) taken[walls].push(await stretch(contest, product, sql, walls));
    }
    const shares = taken.ENABLE.map(({ rate }, round) => rate / (taken.DISABLE[round]?.rate ?? NaN));
    const cpuShare = cpuPerAnswer(taken.DISABLE) / cpuPerAnswer(taken.ENABLE);
    figures.push({ name: contest.line.name, shares: shares.sort((one, other) => one - other), cpuShare });
  }
  await switchWalls(sql, 'ENABLE');
  return figures;
}

async function stretch({ product: next }: Contest, product: Server, sql: pg.Client, walls: Walls): Promise<Stretch> {
  await switchWalls(sql, walls);
  // Plans that were made under the other rules are thrown away by the first requests, outside the measurement.
  await loadOnce(product, next, { connections: CONNECTIONS, seconds: SECONDS / 4 });
  const before = (await product.cpuMs()) + (await cpuOfSessions(sql, product));
  const { rate, latenciesMs } = await loadOnce(product, next, { connections: CONNECTIONS, seconds: SECONDS });
  const cpuMs = (await product.cpuMs()) + (await cpuOfSessions(sql, product)) - before;
  return { rate, answers: latenciesMs.length, cpuMs };
}

async function switchWalls(sql: pg.Client, walls: Walls): Promise<void> {
  const { rows } = await sql.query<{ tables: string[] }>(
    `SELECT array_agg(polrelid::regclass::text) AS tables FROM pg_policy WHERE polname = 'workspace_wall'`,
  );
  // One by one: a request that is still being answered holds some of the tables and may wait for another.
  for (const table of rows[0]?.tables ?? []) await sql.query(`ALTER TABLE ${table} ${walls} ROW LEVEL SECURITY`);
}

/** What PostgreSQL has spent on the product's connections so far, in milliseconds. */
async function cpuOfSessions(sql: pg.Client, product: Server): Promise<number> {
  if (process.platform !== 'linux') return NaN;
  const { rows } = await sql.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE application_name = $1', [
    product.application,
  ]);
  const texts = await Promise.all(rows.map(({ pid }) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  // After the name, fields 14 and 15 of proc(5), in hundredths of a second.
  const ticks = texts.map((text) =>
    text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number),
  );
  return 10 * ticks.flat().reduce((sum, value) => sum + value, 0);
}

function cpuPerAnswer(stretches: readonly Stretch[]): number {
  const sum = (of: (stretch: Stretch) => number): number => stretches.reduce((total, one) => total + of(one), 0);
  return sum(({ cpuMs }) => cpuMs) / sum(({ answers }) => answers);
}

export function wallResultOf({ name, shares, cpuShare }: WallFigures): WallResult {
  const [ratio, cpuRatio] = [median(shares), cpuShare].map((value) => Number(value.toFixed(3))) as [number, number];
  return { name: `${name} with row-level security`, connections: CONNECTIONS, ratio, cpuRatio };
}

/** The middle half of the pairs: how far the machine's own noise carries. */
export function wallSpreadOf({ shares }: WallFigures): readonly [number, number] {
  return [quantile(shares, 0.25), quantile(shares, 0.75)];
}
