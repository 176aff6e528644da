import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { systemClock } from '../../src/kernel/time/index.js';
import { createDataSource } from '../../src/platform/database/index.js';
import { ENTITIES } from '../../src/schema.js';
import { Given, type GivenPerson, type GivenWorkspace } from '../factories/given.js';
import { type ChildProduct, startChildProduct } from '../harness/child-product.js';
import { eventually } from '../harness/eventually.js';
import { MailServer } from '../harness/mail-server.js';
import { backendsHere, type SpecRedis, startBackend } from '../harness/redis.js';
import { createSpecDatabase, type SpecDatabase } from '../harness/spec-database.js';
import { openSpecQueue } from '../harness/spec-queue.js';

const MOVES = 200;
/** A killed worker's locks must end before others take over, and two processes may have to share one processor. */
const PATIENCE_MS = 180_000;
/** At the other's letter the mail server hangs up once. */
const INVITED = ['silence@example.test', 'hangs-up@example.test'] as const;
/** The second home of the queue is killed once; without it here, its case is one more of the first. */
const OTHER_BACKEND = backendsHere().at(-1) ?? 'PostgreSQL';

interface Trace {
  readonly key: string;
  readonly stage: string;
  readonly audited: number;
  readonly events: number;
  readonly effects: number;
  readonly notices: number;
}

const TRACES = `
  SELECT i.key, i.stage,
    (SELECT count(*) FROM audit_events a WHERE a.item_id = i.id AND a.action = 'item.stage_advanced') AS audited,
    (SELECT count(*) FROM outbox_events o WHERE o.type = 'item.stage_advanced' AND o.payload->>'subjectId' = i.id::text) AS events,
    (SELECT count(*) FROM outbox_effects e JOIN outbox_events o ON o.id = e.event_id
      WHERE o.payload->>'subjectId' = i.id::text AND e.reaction = 'notify-stage-advanced') AS effects,
    (SELECT count(*) FROM notifications n JOIN outbox_events o ON o.id = n.event_id
      WHERE o.payload->>'subjectId' = i.id::text AND n.user_id = i.owner_id) AS notices
  FROM items i WHERE i.workspace_id = $1`;

describe('a product that is killed in the middle of 200 moves', () => {
  let database: SpecDatabase;
  let sql: DataSource;
  let given: Given;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let mail: MailServer;
  let redis: SpecRedis | undefined;

  beforeAll(async () => {
    mail = await MailServer.start();
    database = await createSpecDatabase();
    sql = await createDataSource({ url: database.url, entities: ENTITIES }).initialize();
    given = new Given(sql, '', systemClock);
    workspace = await given.workspace();
    lead = await given.person(workspace, 'lead');
  });
  afterEach(() => redis?.stop());
  afterAll(async () => {
    await mail.stop();
    await sql.destroy();
    await database.drop();
  });

  it.each([
    [0.1, 'PostgreSQL'],
    [0.5, OTHER_BACKEND],
    [0.9, 'PostgreSQL'],
  ] as const)(
    'at %p of the answers keeps every acknowledged move, with one event and one effect each: jobs in %s',
    async (share, backend) => {
      redis = await startBackend(backend);
      const keys = await itemsReadyForKickoff();
      const acknowledged = await moveAndKill(keys, Math.floor(MOVES * share));
      expect(acknowledged.length).toBeGreaterThan(0);

      const again = await start();
      await eventsAreHandledOnceMore();
      expect(await again.stop()).toBe(0);

      const traces = (await sql.query<Trace[]>(TRACES, [workspace.id])).filter(({ key }) => keys.includes(key));
      const moved = traces.filter(({ stage }) => stage === 'kickoff').map(({ key }) => key);
      expect(acknowledged.filter((key) => !moved.includes(key))).toEqual([]);
      for (const { key, stage, ...counts } of traces) {
        const once = stage === 'kickoff' ? 1 : 0;
        expect({ key, ...counts }).toEqual({ key, audited: once, events: once, effects: once, notices: once });
      }
    },
    PATIENCE_MS,
  );

  it(
    'while its mail server keeps silent about a letter sends that one again and says so, and another at which it hung up',
    async () => {
      redis = undefined;
      const [silence, hangsUp] = INVITED;
      mail.keepsSilentAt.add(silence);
      mail.dropsAt.add(hangsUp);
      const product = await start();
      const admin = (await given.person(workspace, 'admin')).http.at(product.url);
      for (const email of INVITED)
        await admin.post(`${workspace.path}/members`, { email, name: 'New', role: 'member' });
      await eventually(async () => mail.to(silence).length === 1, 'the letter is under way');
      await eventually(async () => (await letter(hangsUp))?.lastError !== null, 'the mail server hangs up');
      await product.kill();
      expect(await letter(silence)).toMatchObject({ state: 'waiting', attempts: 1 });

      mail.keepsSilentAt.clear();
      mail.dropsAt.clear();
      // Six minutes go by: the dead sender's claim ends, and so does the pause after a failure.
      await sql.query(`UPDATE mails SET claimed_at = claimed_at - interval '6 minutes', due_at = now() - interval '1 second'
        WHERE state = 'waiting'`);
      const again = await start();
      for (const address of INVITED) {
        await eventually(
          async () => (await letter(address))?.state === 'sent',
          `the letter to ${address} is sent`,
          30_000,
        );
      }
      expect(await again.stop()).toBe(0);
      expect(mail.to(hangsUp)).toHaveLength(1);
      const ids = mail.to(silence).map(({ messageId }) => messageId);
      expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
      expect(again.log()).toContain('its sender ended before it said how it went; it may arrive twice');
    },
    PATIENCE_MS,
  );

  function start(): Promise<ChildProduct> {
    const queue = redis && { REDIS_URL: redis.url };
    return startChildProduct(database.applicationUrl, { SMTP_URL: mail.url, ...queue });
  }

  async function letter(
    to: string,
  ): Promise<{ state: string; attempts: number; lastError: string | null } | undefined> {
    const rows = await sql.query<{ state: string; attempts: number; lastError: string | null }[]>(
      'SELECT state, attempts, last_error AS "lastError" FROM mails WHERE recipient = $1',
      [to],
    );
    return rows[0];
  }

  async function itemsReadyForKickoff(): Promise<string[]> {
    const facts = { impact: 2, urgency: 2, severity: 'P2', classification: 'structural' } as const;
    const items = [];
    for (let n = 0; n < MOVES; n += 1) {
      items.push(await given.item(workspace, { ...facts, classifiedBy: lead.userId, ownerId: lead.userId }));
    }
    await sql.query(
      `INSERT INTO item_evidence (id, workspace_id, item_id, cycle, statement, recorded_at)
       SELECT gen_random_uuid(), workspace_id, id, 1, 'seen', now() FROM items WHERE id = ANY($1)`,
      [items.map(({ id }) => id)],
    );
    return items.map(({ key }) => key);
  }

  /** Starts all moves at once and kills the process once `enough` have been answered; says which were acknowledged. */
  async function moveAndKill(keys: readonly string[], enough: number): Promise<string[]> {
    const product = await start();
    const http = lead.http.at(product.url);
    const acknowledged: string[] = [];
    let killed: Promise<void> | undefined;
    await Promise.all(
      keys.map(async (key) => {
        const answer = await http
          .post(`${workspace.path}/items/${key}/transitions`, { name: 'start_kickoff' })
          .catch(() => undefined);
        if (answer?.status === 200) acknowledged.push(key);
        if (acknowledged.length >= enough) killed ??= killAtWork(product);
      }),
    );
    await (killed ?? product.kill());
    return acknowledged;
  }

  /** Kills it with jobs in hand, which nobody finishes. */
  async function killAtWork(product: ChildProduct): Promise<void> {
    const { queue, close } = openSpecQueue(database, redis);
    await eventually(async () => (await queue.getActiveCount()) > 0, 'it has a job in hand');
    await product.kill();
    await close();
  }

  async function eventsAreHandledOnceMore(): Promise<void> {
    const waiting = `SELECT count(*)::int AS n FROM outbox_events o WHERE type = 'item.stage_advanced'
      AND NOT EXISTS (SELECT 1 FROM outbox_effects e WHERE e.event_id = o.id AND e.reaction = 'notify-stage-advanced')`;
    for (let attempt = 0; attempt < 900; attempt += 1) {
      const [row] = await sql.query<{ n: number }[]>(waiting);
      if (row?.n === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('effects are still missing after 90 seconds');
  }
});
