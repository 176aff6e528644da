import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startChildProduct } from '../harness/child-product.js';
import { eventually } from '../harness/eventually.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

const WRITERS = 16;
/** How long they write; the full half minute is for those who ask for it. */
const SECONDS = Number(process.env['WRITERS_SECONDS'] ?? 10);
const PATIENCE_MS = (SECONDS + 120) * 1_000;

describe(`${WRITERS} writers for ${SECONDS} seconds, with sealing on`, () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  });
  afterAll(() => product.stop());

  it(
    'lose no committed event when the product is killed amid them, and each event has exactly one seal',
    async () => {
      const children = await Promise.all([1, 2].map(() => startChildProduct(product.database.applicationUrl)));
      const until = Date.now() + SECONDS * 1_000;
      let acknowledged = 0;
      const write = async (writer: number): Promise<void> => {
        for (let turn = writer; Date.now() < until; turn += 1) {
          const http = lead.http.at(children[turn % children.length]?.url ?? '');
          const answer = await http
            .post(`${workspace.path}/items`, { title: 'x', type: 'user_feedback' })
            .catch(() => undefined);
          if (answer?.status === 201) acknowledged += 1;
          else await sleep(20);
        }
      };
      const seal = async (): Promise<void> => {
        // As four impatient workers would, and those of the killed processes beside them.
        while (Date.now() < until) await Promise.all([1, 2, 3, 4].map(() => product.sweep('seal-audit-trail')));
      };
      const kill = async (): Promise<void> => {
        await sleep(SECONDS * 300);
        await children[0]?.kill();
        await sleep(SECONDS * 300);
        const beforeItsEnd = acknowledged;
        await children[1]?.kill();
        expect(beforeItsEnd).toBeGreaterThan(WRITERS);
        children[0] = await startChildProduct(product.database.applicationUrl);
      };
      await Promise.all([...Array.from({ length: WRITERS }, (_, writer) => write(writer)), seal(), kill()]);
      await children[0]?.kill();
      await sealed();

      const [count] = await product.sql.query<Record<string, number>[]>(COUNTS, [workspace.id]);
      expect(count?.['items']).toBeGreaterThanOrEqual(acknowledged);
      expect(count).toMatchObject({
        opened: count?.['items'],
        places: count?.['events'],
        sealed: count?.['events'],
        waiting: 0,
      });
      const auditor = await product.given.person(workspace, 'auditor');
      const { body } = await auditor.http.post(`${workspace.path}/audit/verify`);
      expect(body).toMatchObject({ ok: true, events: count?.['events'] });
    },
    PATIENCE_MS,
  );

  /** A killed process's transaction may take a moment to end in the database. */
  async function sealed(): Promise<void> {
    await eventually(async () => {
      await product.sweep('seal-audit-trail');
      const waiting = await product.sql.query<unknown[]>('SELECT 1 FROM audit_unsealed LIMIT 1');
      const running = await product.sql.query<unknown[]>(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL`,
      );
      return waiting.length === 0 && running.length === 0;
    }, 'everything is sealed');
  }
});

const COUNTS = `
  WITH places AS (SELECT unnest(event_ids) AS id FROM audit_seals WHERE workspace_id = $1)
  SELECT (SELECT count(*)::int FROM items WHERE workspace_id = $1) AS items,
    (SELECT count(*)::int FROM audit_events WHERE workspace_id = $1) AS events,
    (SELECT count(*)::int FROM audit_events WHERE workspace_id = $1 AND action = 'item.opened') AS opened,
    (SELECT count(*)::int FROM places) AS places, (SELECT count(DISTINCT id)::int FROM places) AS sealed,
    (SELECT count(*)::int FROM audit_unsealed WHERE workspace_id = $1) AS waiting`;
