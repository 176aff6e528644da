import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { createApp } from '../../src/create-app.js';
import { systemClock } from '../../src/kernel/time/index.js';
import { SealEvents } from '../../src/modules/audit/index.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import {
  type GivenPerson,
  type GivenWorkspace,
  specConfig,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

interface Seal {
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
  readonly event_ids: number[];
}

describe('sealing', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());

  beforeEach(async () => {
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
  });

  const open = (title = 'x') => lead.http.post(`${workspace.path}/items`, { title, type: 'user_feedback' });
  const seal = () => product.sweep('seal-audit-trail');
  const seals = () =>
    product.sql.query<Seal[]>(
      'SELECT number, previous, hash, event_ids::integer[] FROM audit_seals WHERE workspace_id = $1 ORDER BY number',
      [workspace.id],
    );
  const eventIds = async (): Promise<number[]> =>
    (
      await product.sql.query<{ id: number }[]>('SELECT id FROM audit_events WHERE workspace_id = $1 ORDER BY id', [
        workspace.id,
      ])
    ).map(({ id }) => id);

  it('gives each event one seal, chained to the one before', async () => {
    await open();
    await open();
    await seal();
    await open();
    await seal();
    const [first, second, ...more] = await seals();
    expect(more).toEqual([]);
    expect([first?.number, second?.number]).toEqual([1, 2]);
    expect(first?.previous).toBe('0'.repeat(64));
    expect(second?.previous).toBe(first?.hash);
    expect([...(first?.event_ids ?? []), ...(second?.event_ids ?? [])]).toEqual(await eventIds());
  });

  it('makes no seal where nothing waits', async () => {
    await open();
    await seal();
    await seal();
    expect(await seals()).toHaveLength(1);
  });

  it('leaves the events of a running transaction to the next seal, also when a later one is sealed before', async () => {
    const runner = product.sql.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `WITH e AS (INSERT INTO audit_events (workspace_id, occurred_at, action, subject_type, subject_id, actor_role, source, request_id)
         VALUES ($1, now(), 'spec.slow', 'spec', '1', 'system', 'job', 'spec') RETURNING id),
       c AS (INSERT INTO audit_contents (event_id, workspace_id, changes) SELECT id, $1, '{}' FROM e)
       INSERT INTO audit_unsealed (workspace_id, event_id) SELECT $1, id FROM e`,
      [workspace.id],
    );
    await open('committed while the other still runs');
    await seal();
    expect((await seals()).map(({ event_ids }) => event_ids.length)).toEqual([1]);
    await runner.commitTransaction();
    await runner.release();
    await seal();
    const [later, earlier] = (await seals()).map(({ event_ids }) => event_ids[0] ?? 0);
    expect(earlier).toBeLessThan(later ?? 0);
    expect(await eventIds()).toEqual([earlier, later]);
  });

  it('does not care for a clock that goes back', async () => {
    await open();
    await seal();
    product.clock.advance({ days: -3 });
    await open();
    await seal();
    product.clock.advance({ days: 3 });
    const [first, second] = await seals();
    expect(second?.previous).toBe(first?.hash);
  });

  it('keeps the chains of two workspaces apart', async () => {
    const other = await product.given.workspace();
    const theirs = await product.given.person(other, 'lead');
    await open();
    await theirs.http.post(`${other.path}/items`, { title: 'y', type: 'user_feedback' });
    await seal();
    const chains = await product.sql.query<{ workspace_id: string }[]>(
      'SELECT workspace_id FROM audit_seals WHERE number = 1 AND workspace_id = ANY($1)',
      [[workspace.id, other.id]],
    );
    expect(chains.map(({ workspace_id }) => workspace_id).sort()).toEqual([workspace.id, other.id].sort());
  });

  it('seals each event exactly once when four workers seal at once, while others write', async () => {
    const config = specConfig(product.database.applicationUrl);
    const workers = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const app = await createApp(
          { config, clock: systemClock, runsJobs: false },
          new TerminalLogger(() => undefined),
        );
        return app.init();
      }),
    );
    const writing = Promise.all(Array.from({ length: 60 }, (_, index) => open(`item ${index}`)));
    let written = false;
    void writing.finally(() => (written = true));
    while (!written) await Promise.all(workers.map((app) => app.get(SealEvents).run()));
    await seal();
    await Promise.all(workers.map((app) => app.close()));
    const sealed = (await seals()).flatMap(({ event_ids }) => event_ids);
    expect(sealed.sort((one, other) => one - other)).toEqual(await eventIds());
    expect(sealed).toHaveLength(60);
    expect((await seals()).map(({ number }) => number)).toEqual((await seals()).map((_, index) => index + 1));
  });

  it.each([
    ['changed', 'UPDATE audit_seals SET root = NULL'],
    ['removed', 'DELETE FROM audit_seals'],
    ['emptied', 'TRUNCATE audit_seals'],
    ['stripped of its texts', 'DELETE FROM audit_contents'],
    ['emptied of all texts', 'TRUNCATE audit_contents'],
  ])('cannot be %s', async (_, statement) => {
    await open();
    await seal();
    await expect(product.sql.query(statement)).rejects.toThrow('the audit trail is append-only');
  });

  it.each([
    `reason = 'another'`,
    `changes = '{"title": {"from": null, "to": "another"}}'`,
    `changes = '{}'`,
    `salt = NULL`,
  ])('lets a text be erased, never changed: %s', async (change) => {
    await open();
    await expect(product.sql.query(`UPDATE audit_contents SET ${change}`)).rejects.toThrow('erased, never changed');
  });
});
