import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Caller } from '../harness/caller.js';
import { freePort } from '../harness/free-port.js';
import { ShewhartProcess } from '../harness/shewhart-process.js';
import { createSpecDatabase, type SpecDatabase } from '../harness/spec-database.js';

const SECRET = 'a secret for specs alone, 32 or more';
/** What somebody may have to wait before a start that cannot succeed says so. */
const PATIENCE_MS = 15_000;

const processes: ShewhartProcess[] = [];

function run(env: Record<string, string>): ShewhartProcess {
  const started = new ShewhartProcess('standalone', env);
  processes.push(started);
  return started;
}

afterEach(async () => {
  for (const one of processes.splice(0)) {
    one.signal('SIGKILL');
    await one.ends();
  }
});

/** Runs until it gives up. Answers its lines on standard error. */
async function complaints(one: ShewhartProcess): Promise<string[]> {
  expect(await one.ends()).toBe(1);
  expect(one.age).toBeLessThan(PATIENCE_MS);
  return one.stderr.trimEnd().split('\n');
}

describe('a start that cannot succeed says why in one line', () => {
  let database: SpecDatabase;
  const servers: Server[] = [];

  beforeAll(async () => {
    database = await createSpecDatabase();
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await database.drop();
  });

  /** Accepts connections and never answers. */
  async function silentServer(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const onDatabase = (): Record<string, string> => ({ DATABASE_URL: database.applicationUrl, SHEWHART_SECRET: SECRET });

  it('when the port is in use', async () => {
    const port = await silentServer();
    expect(await complaints(run({ ...onDatabase(), PORT: String(port) }))).toEqual([
      `shewhart cannot start: port ${port} on 127.0.0.1 is in use: set PORT to another`,
    ]);
  });

  it('for each variable that is wrong, all at once', async () => {
    const wrong = {
      PORT: 'eighty',
      DATABASE_URL: 'mysql://db/x',
      REDIS_URL: 'not an address',
      SHEWHART_SECRET: 'short',
    };
    expect(await complaints(run(wrong))).toEqual([
      expect.stringMatching(/^shewhart cannot start: PORT /),
      expect.stringMatching(/^shewhart cannot start: DATABASE_URL /),
      expect.stringMatching(/^shewhart cannot start: REDIS_URL /),
      expect.stringMatching(/^shewhart cannot start: SHEWHART_SECRET /),
    ]);
  });

  it('when there is no database at its address', async () => {
    const DATABASE_URL = `postgres://shewhart:hush@127.0.0.1:${await freePort()}/product`;
    const [line, ...rest] = await complaints(run({ DATABASE_URL, SHEWHART_SECRET: SECRET }));
    expect(line).toMatch(/^shewhart cannot start: the database 127.0.0.1:\d+\/product cannot be used: .*ECONNREFUSED/);
    expect(line).not.toContain('hush');
    expect(rest).toEqual([]);
  });

  it('when the database does not answer', async () => {
    const DATABASE_URL = `postgres://shewhart:hush@127.0.0.1:${await silentServer()}/product`;
    expect(await complaints(run({ DATABASE_URL, SHEWHART_SECRET: SECRET }))).toEqual([
      expect.stringMatching(/^shewhart cannot start: the database \S+ cannot be used: .*timeout/),
    ]);
  });

  it('when the password is wrong', async () => {
    const url = new URL(database.url);
    url.password = 'guessed';
    expect(await complaints(run({ DATABASE_URL: url.href, SHEWHART_SECRET: SECRET }))).toEqual([
      expect.stringMatching(/^shewhart cannot start: the database \S+ cannot be used: password authentication failed/),
    ]);
  });

  it('when there is no Redis', async () => {
    const port = await freePort();
    expect(await complaints(run({ ...onDatabase(), REDIS_URL: `redis://:hush@127.0.0.1:${port}` }))).toEqual([
      `shewhart cannot start: Redis at 127.0.0.1:${port} cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`,
    ]);
  });
});

describe('the product with its own database', () => {
  let folder: string;

  beforeAll(() => {
    mkdirSync(resolve('.test-data'), { recursive: true });
    folder = mkdtempSync(resolve('.test-data/start-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  // Below the folder that mkdtemp has closed to others, PostgreSQL's own user could not reach its files.
  const env = (name = 'data'): Record<string, string> => ({ DATA_DIR: `${folder}-${name}` });
  const postmasterFile = (name = 'data'): string => join(`${folder}-${name}`, 'cluster', 'postmaster.pid');
  afterAll(() => {
    for (const name of ['data', 'interrupted']) rmSync(`${folder}-${name}`, { recursive: true, force: true });
  });

  /** The database server's process number. */
  const server = (): number => Number(readFileSync(postmasterFile(), 'utf8').split('\n', 1)[0]);
  const runs = (pid: number): boolean => existsSync(`/proc/${pid}`);

  it('offers the link for the first account, and nothing runs any more after Ctrl-C', async () => {
    const product = run(env());
    const url = await product.listens();
    const token = await product.says(/\/setup\?token=(\S+)/);
    const account = { email: 'ana@example.test', name: 'Ana', password: 'a long enough password' };
    const workspace = { slug: 'acme', name: 'Acme', timeZone: 'Asia/Shanghai' };
    expect((await new Caller(url).post('/api/v1/setup', { token, ...account, workspace })).status).toBe(201);
    const database = server();
    product.signal('SIGINT');
    expect(await product.ends()).toBe(0);
    expect(runs(database)).toBe(false);
    expect(product.stderr).toBe('');
    expect(product.stdout).not.toMatch(/^\{/m);
  });

  it('starts quickly the second time and offers that link no more; a second product may not use its folder', async () => {
    const product = run(env());
    await product.says(/Sign in: POST/);
    expect(product.age).toBeLessThan(10_000);
    expect(product.stdout).not.toContain('/setup?token=');
    expect(await complaints(run(env()))).toEqual([
      expect.stringMatching(
        new RegExp(`^shewhart cannot start: The data folder \\S+ is already in use by process ${product.pid}\\.`),
      ),
    ]);
    const database = server();
    // npm passes on a Ctrl-C that the process has already had from the terminal.
    product.signal('SIGINT');
    product.signal('SIGTERM');
    expect(await product.ends()).toBe(0);
    expect(runs(database)).toBe(false);
  });

  it.each([
    ['at once', /^/],
    ['while the database starts', /starting the embedded database/],
    ['while it migrates', /migrating the database/],
    ['just before it listens', /starting HTTP and jobs/],
  ])('undoes a start that is interrupted %s', async (_, moment) => {
    const product = run(env('interrupted'));
    await product.says(moment);
    // Before its first line runs, a process knows no signals but dies of them, and nothing has begun.
    if (moment.source === '^') await new Promise((resolve_) => setTimeout(resolve_, 250));
    product.signal('SIGINT');
    expect([0, 'SIGINT']).toContain(await product.ends());
    expect(product.stderr).toBe('');
    expect(existsSync(postmasterFile('interrupted'))).toBe(false);
  });

  it('says in one line that its data folder is damaged', async () => {
    truncateSync(join(`${folder}-data`, 'cluster', 'global', 'pg_control'), 100);
    expect(await complaints(run(env()))).toEqual([
      expect.stringMatching(/^shewhart cannot start: The database in \S+ cannot start: .*\(log: \S+postgres\.log\)$/),
    ]);
  });
});
