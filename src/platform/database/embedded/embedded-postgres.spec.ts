import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transformFile } from '@swc/core';
import pg from 'pg';
import { EmbeddedPostgresError, type EmbeddedPostgres, startEmbeddedPostgres } from './index.js';
import { processStart } from './process-identity.js';

// Not the system's temporary folder: PostgreSQL's own user must be able to walk to it, and mkdtemp there is 0700 for root.
const testData = resolve('.test-data');
const sources = resolve('src/platform/database/embedded');
const fast = ['-c', 'fsync=off'];

let world: string;
/** A folder with a database in it, stopped; the tests work on copies. */
let original: string;
const children: ChildProcess[] = [];
const started: EmbeddedPostgres[] = [];

beforeAll(async () => {
  await mkdir(testData, { recursive: true });
  world = await newFolder('embedded-postgres');
  original = join(world, 'original');
  await compileForChildren();
  const database = await start(original);
  await query(database.url, 'CREATE TABLE facts (fact text); INSERT INTO facts VALUES ($$kept$$)');
  await database.stop();
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const database of started) await database.stop().catch(() => undefined);
  await rm(world, { recursive: true, force: true, maxRetries: 5 });
});

describe('the embedded database', () => {
  it('is a real PostgreSQL 18 in UTF-8 that listens on the loopback address alone', async () => {
    const database = await start(await copyOfOriginal());
    expect(await query(database.url, `SELECT current_setting('server_version_num')::int / 10000`)).toBe(18);
    expect(await query(database.url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await query(database.url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await query(database.url, `SELECT upper('é中')`)).toBe('É中');
    await database.stop();
  });

  it('keeps its data from one start to the next', async () => {
    const database = await start(await copyOfOriginal());
    expect(await query(database.url, 'SELECT fact FROM facts')).toBe('kept');
    await database.stop();
  });

  it('lets nobody in without the password, which only its user can read', async () => {
    const folder = await copyOfOriginal();
    const database = await start(folder);
    const url = new URL(database.url);
    url.password = 'guessed';
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(folder, 'postgres.password'))).mode & 0o777).toBe(0o600);
    await database.stop();
  });

  it('runs twice side by side on two folders', async () => {
    const [one, other] = [await start(await copyOfOriginal()), await start(await copyOfOriginal())];
    expect(new URL(one.url).port).not.toBe(new URL(other.url).port);
    await one.stop();
    expect(await query(other.url, 'SELECT fact FROM facts')).toBe('kept');
    await other.stop();
  });

  it('creates a database that is asked for by name', async () => {
    const database = await start(await copyOfOriginal(), { database: 'second "try"' });
    expect(await query(database.url, 'SELECT current_database()')).toBe('second "try"');
    await database.stop();
  });

  it('is gone when stop() returns, also when stop() is called twice', async () => {
    const database = await start(await copyOfOriginal());
    const pid = await serverPid(database.url);
    await Promise.all([database.stop(), database.stop()]);
    expect(runs(pid)).toBe(false);
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('moves a log over ten megabytes aside at the next start', async () => {
    const folder = await copyOfOriginal();
    await writeFile(join(folder, 'postgres.log'), Buffer.alloc(10 * 1024 * 1024 + 1, 'x'));
    const database = await start(folder);
    await database.stop();
    expect((await stat(join(folder, 'postgres.log'))).size).toBeLessThan(100_000);
    expect((await stat(join(folder, 'postgres.log.1'))).size).toBeGreaterThan(10 * 1024 * 1024);
  });
});

describe('a data folder in use', () => {
  it('is refused to a second process, by number, until the first stops', async () => {
    const folder = await copyOfOriginal();
    const child = await startInChild(folder);
    await expect(start(folder)).rejects.toThrow(
      new EmbeddedPostgresError(
        `The data folder ${folder} is already in use by process ${child.pid}. Stop that one first, or choose another folder with DATA_DIR.`,
      ),
    );
    child.kill('SIGTERM');
    await once(child, 'exit');
    await (await start(folder)).stop();
  });

  it('is refused a second time within one process', async () => {
    const folder = await copyOfOriginal();
    const database = await start(folder);
    await expect(start(folder)).rejects.toThrow('already in use by this process');
    await database.stop();
  });

  it('is taken over after SIGKILL, together with the server that went on running, and stop() stops that server', async () => {
    const folder = await copyOfOriginal();
    const child = await startInChild(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const survivor = Number((await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
    expect(runs(survivor)).toBe(true);

    const database = await start(folder);
    expect(await serverPid(database.url)).toBe(survivor);
    expect(await query(database.url, 'SELECT fact FROM facts')).toBe('kept');
    await database.stop();
    expect(runs(survivor)).toBe(false);
  });

  it('starts although the number of its dead server now belongs to a stranger', async () => {
    const folder = await copyOfOriginal();
    const cluster = join(folder, 'cluster');
    const left = [process.ppid, cluster, 1_700_000_000, 5432, '', '127.0.0.1', '  5432001         0', 'ready   ', ''];
    await writeFile(join(cluster, 'postmaster.pid'), left.join('\n'));
    const database = await start(folder);
    expect(await query(database.url, 'SELECT fact FROM facts')).toBe('kept');
    await database.stop();
  });
});

describe('a damaged data folder', () => {
  const damages: [string, (cluster: string) => Promise<void>, RegExp][] = [
    ['PG_VERSION is missing', (it) => rm(join(it, 'PG_VERSION')), /File ".*PG_VERSION" is missing/],
    ['PG_VERSION is garbage', (it) => writeFile(join(it, 'PG_VERSION'), '\0\0'), /does not contain valid data/],
    ['another major version wrote it', (it) => writeFile(join(it, 'PG_VERSION'), '15\n'), /by PostgreSQL version 15/],
    ['pg_control is cut off', (it) => truncate(join(it, 'global/pg_control'), 100), /PANIC: .*global\/pg_control/],
    ['its settings are gone', (it) => rm(join(it, 'postgresql.conf')), /postgresql.conf/],
    ['the write-ahead log is gone', (it) => rm(join(it, 'pg_wal'), { recursive: true }), /pg_wal/],
    ['the tables are gone', (it) => rm(join(it, 'base'), { recursive: true }), /base/],
  ];

  it.each(damages)('is refused in one line when %s, and nothing is deleted', async (_, damage, complaint) => {
    const folder = await copyOfOriginal();
    const cluster = join(folder, 'cluster');
    await damage(cluster);
    const before = await readdir(cluster, { recursive: true });
    const refusal = await start(folder).catch((error: unknown) => error as Error);

    expect(refusal).toBeInstanceOf(EmbeddedPostgresError);
    const { message } = refusal as EmbeddedPostgresError;
    expect(message).toContain(cluster);
    expect(message).toMatch(complaint);
    expect(message).not.toContain('\n');
    const after = new Set(await readdir(cluster, { recursive: true }));
    // The server consumes its saved statistics and caches at every start; they hold no data.
    const lost = before.filter((file) => !after.has(file) && !/^pg_stat\/|pg_internal\.init$/.test(file));
    expect(lost).toEqual([]);
  });

  it('is refused when an interrupted copy left half of it', async () => {
    const folder = await copyOfOriginal();
    for (const name of ['PG_VERSION', 'global', 'pg_wal', 'pg_xact']) {
      await rm(join(folder, 'cluster', name), { recursive: true });
    }
    await expect(start(folder)).rejects.toThrow(EmbeddedPostgresError);
  });

  it('is refused when the password file is lost', async () => {
    const folder = await copyOfOriginal();
    await rm(join(folder, 'postgres.password'));
    await expect(start(folder)).rejects.toThrow('restore that file from a backup');
  });

  it('is not what a killed initdb leaves: the next start begins anew', async () => {
    const folder = join(await newFolder('interrupted', world), 'data');
    const staging = join(folder, 'cluster.new-abc123');
    await mkdir(join(staging, 'cluster/global'), { recursive: true });
    const database = await start(folder);
    expect(await query(database.url, 'SELECT 1')).toBe(1);
    await database.stop();
    expect((await readdir(folder)).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
  });
});

async function start(dataDir: string, more: { database?: string } = {}): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, postgresFlags: fast, ...more });
  started.push(database);
  return database;
}

/** A process of its own that holds the folder until SIGTERM. */
async function startInChild(dataDir: string): Promise<ChildProcess> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(join(world, 'compiled/index.js'))};
    const database = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, postgresFlags: ['-c', 'fsync=off'] });
    process.once('SIGTERM', () => database.stop().then(() => process.exit()));
    console.log('started');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error('ended')))]);
  return child;
}

/** Node 20 does not read TypeScript, and the killed process must not be Jest's own. */
async function compileForChildren(): Promise<void> {
  await mkdir(join(world, 'compiled'));
  const files = (await readdir(sources)).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  for (const file of files) {
    const { code } = await transformFile(join(sources, file), {
      configFile: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    await writeFile(join(world, 'compiled', file.replace(/\.ts$/, '.js')), code);
  }
}

async function copyOfOriginal(): Promise<string> {
  const folder = join(await newFolder('copy', world), 'data');
  // Eight times as fast as fs.cp; as root the copy becomes root's, which the server then has to be given.
  await promisify(execFile)('cp', ['-R', original, folder]);
  return folder;
}

async function newFolder(name: string, parent = testData): Promise<string> {
  const unique = await mkdtemp(join(parent, `${name}-`));
  // mkdtemp makes it 0700, which root's PostgreSQL could not pass.
  const open = join(dirname(unique), `${name}-open-${unique.slice(-6)}`);
  await mkdir(open, { mode: 0o755 });
  await rm(unique, { recursive: true });
  return open;
}

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows?.[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** The postmaster's number: it is the parent of every connection's process. */
async function serverPid(url: string): Promise<number> {
  return Number(await query(url, `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)`));
}

/** A process that ended and waits for its parent to notice counts as gone; who inherits an orphan is not ours to say. */
function runs(pid: number): boolean {
  return processStart(pid) !== undefined;
}
