import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { systemClock } from '../../src/kernel/time/index.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/database/embedded/index.js';
import { Given, type GivenPerson, type GivenWorkspace } from '../factories/given.js';
import { type ChildProduct, startChildProduct } from '../harness/child-product.js';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { openSql } from '../harness/index.js';
import { backendsHere, type SpecRedis, startBackend } from '../harness/redis.js';

const WRITERS = 6;
/** Some ten seconds where nobody else wants the processor. */
const PATIENCE_MS = 180_000;

/** A PostgreSQL of this spec's own, whose restart disturbs no other. */
describe('a PostgreSQL that is restarted under load', () => {
  const { startDatabase, restart, stop, url } = ownPostgres();
  let redis: SpecRedis | undefined;
  let product: ChildProduct | undefined;

  beforeAll(startDatabase, PATIENCE_MS);
  afterAll(async () => {
    await product?.kill();
    await redis?.stop();
    await stop();
  });

  it.each(backendsHere())(
    'fails what is under way with 503, loses nothing that was acknowledged, and has every effect once: jobs in %s',
    async (backend) => {
      redis = await startBackend(backend);
      const rates = { RATE_LIMIT_PERSON: '999999', RATE_LIMIT_KEY: '999999' };
      product = await startChildProduct(url(), { ...rates, ...(redis && { REDIS_URL: redis.url }) });
      const load = await Load.begin(url(), product.url);
      await load.reaches(201, 40);
      await restart(() => load.reaches(503, 1));
      await load.reaches(201, 40);
      await load.end();
      expect(load.unforeseen(product.log())).toEqual([]);
      expect([...load.answers.keys()].sort()).toEqual([201, 503]);

      const sql = await openSql({ url: url() });
      await eventually(async () => (await unfinished(sql)) === 0, 'all effects arrive', 60_000);
      const rows = await sql.query<{ title: string; notices: number }[]>(
        `SELECT t.title, (SELECT count(*)::int FROM notifications n WHERE n.subject_id = t.id::text) AS notices
         FROM tasks t WHERE t.workspace_id = $1`,
        [load.workspace.id],
      );
      await sql.destroy();
      const kept = new Set(rows.map(({ title }) => title));
      expect(load.acknowledged.filter((title) => !kept.has(title))).toEqual([]);
      expect(rows.filter(({ notices }) => notices !== 1)).toEqual([]);
      expect(await product.stop()).toBe(0);
      product = undefined;
      await redis?.stop();
      redis = undefined;
    },
    PATIENCE_MS,
  );
});

async function unfinished(sql: DataSource): Promise<number> {
  const [row] = await sql.query<{ n: number }[]>(
    'SELECT count(*)::int AS n FROM outbox_events WHERE finished_at IS NULL',
  );
  return row?.n ?? -1;
}

/** People who give tasks to one another without a pause. */
class Load {
  readonly acknowledged: string[] = [];
  /** How many answers of each status there were; 0 stands for none at all. */
  readonly answers = new Map<number, number>();
  private isOver = false;
  private writers: Promise<void>[] = [];

  private constructor(
    readonly workspace: GivenWorkspace,
    private readonly lead: GivenPerson,
    private readonly assigneeId: string,
    private readonly key: string,
  ) {}

  static async begin(databaseUrl: string, url: string): Promise<Load> {
    const sql = await openSql({ url: databaseUrl });
    const given = new Given(sql, url, systemClock);
    const workspace = await given.workspace();
    const lead = await given.person(workspace, 'lead');
    const { userId } = await given.person(workspace, 'member');
    const { key } = await given.item(workspace, { stage: 'pilot', ownerId: lead.userId });
    await sql.destroy();
    const load = new Load(workspace, lead, userId, key);
    load.writers = Array.from({ length: WRITERS }, (_, writer) => load.write(writer));
    return load;
  }

  /** Waits for that many more answers of that status. */
  async reaches(status: number, count: number): Promise<void> {
    const wanted = (this.answers.get(status) ?? 0) + count;
    await eventually(async () => (this.answers.get(status) ?? 0) >= wanted, `${count} answers of ${status}`, 60_000);
  }

  /** What the product's log says of answers that nobody should get. */
  unforeseen(log: string): string[] {
    if ([...this.answers.keys()].every((status) => status === 201 || status === 503)) return [];
    return log.split('\n').filter((line) => /error/i.test(line));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.writers);
  }

  private async write(writer: number): Promise<void> {
    for (let n = 0; !this.isOver; n += 1) {
      const title = `Task ${writer}-${n}`;
      const body = { title, assigneeId: this.assigneeId, dueOn: '2099-12-01' };
      const path = `${this.workspace.path}/items/${this.key}/tasks`;
      const status = await this.lead.http.post(path, body).then(
        (answer) => answer.status,
        () => 0,
      );
      this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
      if (status === 201) this.acknowledged.push(title);
      else await sleep(20);
    }
  }
}

function ownPostgres() {
  let folder = '';
  let port = 0;
  let postgres: EmbeddedPostgres | undefined;
  const begin = async (): Promise<void> => {
    postgres = await startEmbeddedPostgres({ dataDir: folder, port, postgresFlags: ['-c', 'fsync=off'] });
  };
  // The owner's login: the application's own gets another password at each start.
  const url = (): string => postgres?.url ?? '';
  return {
    url,
    startDatabase: async (): Promise<void> => {
      mkdirSync(resolve('.test-data'), { recursive: true });
      folder = mkdtempSync(resolve('.test-data/restart-'));
      // As root the server runs as somebody else, who has to come in here.
      chmodSync(folder, 0o755);
      port = await freePort();
      await begin();
      const { migrateDatabase } = await import(new URL('../../dist/src/migrate.js', import.meta.url).href);
      await (migrateDatabase as (of: string) => Promise<unknown>)(url());
    },
    restart: async (whileAway: () => Promise<void>): Promise<void> => {
      await postgres?.stop();
      await whileAway();
      await begin();
    },
    stop: async (): Promise<void> => {
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
