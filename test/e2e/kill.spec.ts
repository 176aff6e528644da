import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { systemClock } from '../../src/kernel/time/index.js';
import { createDataSource } from '../../src/platform/database/index.js';
import { ENTITIES } from '../../src/schema.js';
import { Given, type GivenPerson, type GivenWorkspace } from '../factories/given.js';
import { startChildProduct } from '../harness/child-product.js';
import { createSpecDatabase, type SpecDatabase } from '../harness/spec-database.js';

const MOVES = 200;
/** A killed worker's locks must end before others take over, and two processes may have to share one processor. */
const PATIENCE_MS = 180_000;

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

  beforeAll(async () => {
    database = await createSpecDatabase();
    sql = await createDataSource({ url: database.url, entities: ENTITIES }).initialize();
    given = new Given(sql, '', systemClock);
    workspace = await given.workspace();
    lead = await given.person(workspace, 'lead');
  });
  afterAll(async () => {
    await sql.destroy();
    await database.drop();
  });

  it.each([0.1, 0.5, 0.9])(
    'at %p of the answers keeps every acknowledged move, with one event and one effect each',
    async (share) => {
      const keys = await itemsReadyForKickoff();
      const acknowledged = await moveAndKill(keys, Math.floor(MOVES * share));
      expect(acknowledged.length).toBeGreaterThan(0);

      const again = await startChildProduct(database.applicationUrl);
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
    const product = await startChildProduct(database.applicationUrl);
    const http = lead.http.at(product.url);
    const acknowledged: string[] = [];
    let killed: Promise<void> | undefined;
    await Promise.all(
      keys.map(async (key) => {
        const answer = await http
          .post(`${workspace.path}/items/${key}/transitions`, { name: 'start_kickoff' })
          .catch(() => undefined);
        if (answer?.status === 200) acknowledged.push(key);
        if (acknowledged.length >= enough) killed ??= product.kill();
      }),
    );
    await (killed ?? product.kill());
    return acknowledged;
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
