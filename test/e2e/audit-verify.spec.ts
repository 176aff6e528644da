import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { hashOfSeal, type SealRecord } from '../../src/modules/audit/domain/seal.js';
import { leafOf } from '../../src/modules/audit/domain/trail-event.js';
import { merkleRoot } from '../../src/modules/audit/domain/merkle-tree.js';
import { TrailRepository } from '../../src/modules/audit/persistence/trail.repository.js';
import { writeEvents } from '../factories/given-trail.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';

interface Verification {
  readonly ok: boolean;
  readonly events: number;
  readonly seals: number;
  readonly waiting: number;
  readonly mark: string;
  readonly head: { readonly number: number; readonly hash: string } | null;
  readonly misfit: {
    readonly kind: string;
    readonly seal: number | null;
    readonly event: number | null;
    readonly message: string;
  } | null;
}

describe('verifying the trail', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let auditor: GivenPerson;
  /** Ids of the events: four in each of three seals. */
  let ids: number[];

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  afterAll(() => product.stop());

  beforeEach(async () => {
    workspace = await product.given.workspace();
    auditor = await product.given.person(workspace, 'auditor');
    for (let seal = 0; seal < 3; seal += 1) {
      await writeEvents(product.sql, workspace.id, 4, auditor.userId);
      await product.sweep('seal-audit-trail');
    }
    const rows = await product.sql.query<{ id: number }[]>(
      'SELECT id FROM audit_events WHERE workspace_id = $1 ORDER BY id',
      [workspace.id],
    );
    ids = rows.map(({ id }) => id);
  });

  const verify = async (body: object = {}, language = 'en'): Promise<Verification> => {
    const http = auditor.http.with({ 'accept-language': language });
    const { status, body: verification } = await http.post<Verification>(`${workspace.path}/audit/verify`, body);
    expect(status).toBe(200);
    return verification;
  };
  /** As the database's superuser, who can switch every trigger off. */
  const tamper = async (statement: string, params: unknown[] = []): Promise<void> => {
    await product.sql.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = 'replica'`);
      await tx.query(statement, params);
    });
  };
  const event = (index: number): number => ids[index] ?? 0;
  const sealsOfTrail = () =>
    product.app.get(TrailRepository, { strict: false }).sealsAfter(product.sql.manager, workspace.id, 0, 1_000);

  it('finds a trail that nobody touched as it was sealed', async () => {
    await writeEvents(product.sql, workspace.id, 2);
    const verification = await verify();
    expect(verification).toMatchObject({ ok: true, events: 12, seals: 3, waiting: 2, mark: 'genuine', misfit: null });
    const { rows } = (await auditor.http.get<{ rows: { hash: string }[] }>(`${workspace.path}/audit/seals`)).body;
    expect(verification.head).toEqual({ number: 3, hash: rows[0]?.hash });
    expect(await verify({ head: rows[2]?.hash })).toMatchObject({ ok: true });
  });

  it('finds an empty trail in order', async () => {
    workspace = await product.given.workspace();
    auditor = await product.given.person(workspace, 'auditor');
    expect(await verify()).toMatchObject({ ok: true, events: 0, seals: 0, waiting: 0, head: null, mark: 'none' });
  });

  it.each([
    ['its time, by a microsecond', `UPDATE audit_events SET occurred_at = occurred_at + interval '1 microsecond' WHERE id = $1`],
    ['who did it', 'UPDATE audit_events SET actor_id = gen_random_uuid() WHERE id = $1'],
    ['who it was done for', 'UPDATE audit_events SET on_behalf_of = gen_random_uuid() WHERE id = $1'],
    ['what was done', `UPDATE audit_events SET action = 'item.opened' WHERE id = $1`],
    ['what it was done to', `UPDATE audit_events SET subject_id = 'other', item_id = gen_random_uuid() WHERE id = $1`],
    ['a new value', `UPDATE audit_contents SET changes = jsonb_set(changes, '{impact,to}', '9') WHERE event_id = $1`],
    ['its reason', `UPDATE audit_contents SET reason = 'another' WHERE event_id = $1`],
    ['its salt', 'UPDATE audit_contents SET salt = gen_random_uuid() WHERE event_id = $1'],
    ['the whole content', 'DELETE FROM audit_contents WHERE event_id = $1'],
    ['its reason, as if it had been erased', `UPDATE audit_contents SET reason = NULL, changes = '{}', salt = NULL, salts = '{}',
      erased = '{"reason": {"commitment": "00", "by": 1}}' WHERE event_id = $1`],
  ])('names an event that was altered: %s', async (_, statement) => {
    await tamper(statement, [event(5)]);
    expect(await verify()).toMatchObject({ ok: false, events: 4, misfit: { kind: 'event_altered', seal: 2, event: event(5) } });
  }); // prettier-ignore

  it('says what it found in the language of the reader', async () => {
    await tamper(`UPDATE audit_events SET action = 'x' WHERE id = $1`, [event(5)]);
    expect((await verify()).misfit?.message).toBe(`Event ${event(5)} is not what seal 2 covers.`);
    expect((await verify({}, 'zh-CN')).misfit?.message).toBe(`事件 ${event(5)} 与封印 2 所覆盖的内容不符。`);
  });

  it('names an event that was deleted', async () => {
    await tamper('DELETE FROM audit_events WHERE id = $1', [event(6)]);
    expect((await verify()).misfit).toMatchObject({ kind: 'event_missing', seal: 2, event: event(6) });
  });

  it('names an event that was moved to another workspace', async () => {
    await tamper('UPDATE audit_events SET workspace_id = gen_random_uuid() WHERE id = $1', [event(6)]);
    expect((await verify()).misfit).toMatchObject({ kind: 'event_missing', seal: 2, event: event(6) });
  });

  it('names an event that was forged in the place of another', async () => {
    await tamper(
      `UPDATE audit_events e SET occurred_at = o.occurred_at, request_id = o.request_id FROM audit_events o
       WHERE e.id = $1 AND o.id = $2`,
      [event(6), event(1)],
    );
    expect((await verify()).misfit).toMatchObject({ kind: 'event_altered', event: event(6) });
  });

  it('names an event that was added without the product', async () => {
    await tamper(
      `INSERT INTO audit_events (id, workspace_id, occurred_at, action, subject_type, subject_id, actor_role, source, request_id)
       OVERRIDING SYSTEM VALUE SELECT 5000000 + id, workspace_id, occurred_at, action, subject_type, subject_id, actor_role, source, request_id
       FROM audit_events WHERE id = $1`,
      [event(1)],
    );
    expect((await verify()).misfit).toMatchObject({ kind: 'event_unsealed', event: 5_000_000 + event(1) });
  });

  it('names the first of two events that were swapped', async () => {
    await tamper(`UPDATE audit_events SET id = CASE id WHEN $1::bigint THEN -1 ELSE -2 END WHERE id IN ($1, $2)`, [
      event(5),
      event(6),
    ]);
    await tamper(
      `UPDATE audit_events SET id = CASE id WHEN -1 THEN $2::bigint ELSE $1::bigint END WHERE id IN (-1, -2)`,
      [event(5), event(6)],
    );
    expect((await verify()).misfit).toMatchObject({ kind: 'event_altered', seal: 2, event: event(5) });
  });

  it('names the seal whose order of events was changed', async () => {
    await tamper(
      `UPDATE audit_seals SET event_ids = ARRAY[event_ids[1], event_ids[3], event_ids[2], event_ids[4]],
         leaves = substr(leaves, 1, 32) || substr(leaves, 65, 32) || substr(leaves, 33, 32) || substr(leaves, 97, 32)
       WHERE workspace_id = $1 AND number = 2`,
      [workspace.id],
    );
    expect((await verify()).misfit).toMatchObject({ kind: 'seal_altered', seal: 2 });
  });

  it('names the first event that is missing when the tail was cut off and the seals were left', async () => {
    await tamper('DELETE FROM audit_events WHERE workspace_id = $1 AND id >= $2', [workspace.id, event(6)]);
    expect((await verify()).misfit).toMatchObject({ kind: 'event_missing', seal: 2, event: event(6) });
  });

  it('names the seal after which the tail was cut off, seals and all', async () => {
    const { head } = await verify();
    await tamper('DELETE FROM audit_events WHERE workspace_id = $1 AND id >= $2', [workspace.id, event(8)]);
    await tamper('DELETE FROM audit_seals WHERE workspace_id = $1 AND number = 3', [workspace.id]);
    expect((await verify()).misfit).toMatchObject({ kind: 'head_missing', seal: 2 });
    await tamper(
      `UPDATE audit_heads h SET number = 2, hash = s.hash FROM audit_seals s
       WHERE h.workspace_id = $1 AND s.workspace_id = $1 AND s.number = 2`,
      [workspace.id],
    );
    expect((await verify()).misfit).toMatchObject({ kind: 'head_forged', seal: 2 });
    await tamper('DELETE FROM audit_heads WHERE workspace_id = $1', [workspace.id]);
    expect((await verify()).misfit).toMatchObject({ kind: 'head_forged', seal: 2 });
    expect((await verify({ head: head?.hash })).misfit).toMatchObject({ kind: 'head_forged' });
  });

  it('names the last seal when it alone was deleted', async () => {
    await tamper('DELETE FROM audit_seals WHERE workspace_id = $1 AND number = 3', [workspace.id]);
    expect((await verify()).misfit).toMatchObject({ kind: 'head_missing', seal: 2 });
  });

  it('names a seal that was deleted from the middle', async () => {
    await tamper('DELETE FROM audit_seals WHERE workspace_id = $1 AND number = 2', [workspace.id]);
    expect((await verify()).misfit).toMatchObject({ kind: 'seal_missing', seal: 2 });
  });

  it.each([
    ['its root', `root = repeat('0', 64)`],
    ['its time', `sealed_at = sealed_at - interval '1 microsecond'`],
    ['its hash', `hash = repeat('0', 64)`],
    ['what it follows', `previous = repeat('0', 64)`],
    ['its count', 'count = 3'],
    ['a leaf', `leaves = overlay(leaves placing '\\x00'::bytea from 40 for 1)`],
    ['its list of events', 'event_ids = event_ids[1:3]'],
  ])('names a seal that was rewritten: %s', async (_, change) => {
    await tamper(`UPDATE audit_seals SET ${change} WHERE workspace_id = $1 AND number = 2`, [workspace.id]);
    expect((await verify()).misfit).toMatchObject({ kind: 'seal_altered', seal: 2 });
  });

  it('names the seal behind one that was made anew for a rewritten event', async () => {
    await rewrite(event(5));
    expect((await verify()).misfit).toMatchObject({ kind: 'seal_unchained', seal: 3 });
  });

  it('names the head when the last seal was made anew for a rewritten event', async () => {
    await rewrite(event(9));
    expect((await verify()).misfit).toMatchObject({ kind: 'head_missing', seal: 3 });
  });

  it('names the head when the whole chain was made anew', async () => {
    await rewrite(event(5));
    const [, second, third] = await sealsOfTrail();
    await replaceSeal({ ...(third as SealRecord), previous: second?.hash ?? '' });
    expect((await verify()).misfit).toMatchObject({ kind: 'head_missing', seal: 3 });
  });

  it('names an event that was taken out of the queue before it was sealed, and one that was sealed twice', async () => {
    await writeEvents(product.sql, workspace.id, 1);
    await tamper('DELETE FROM audit_unsealed WHERE workspace_id = $1', [workspace.id]);
    expect((await verify()).misfit?.kind).toBe('event_unsealed');
    await tamper('INSERT INTO audit_unsealed (workspace_id, event_id) SELECT workspace_id, id FROM audit_events WHERE workspace_id = $1 AND id > $2', [workspace.id, event(11)]);
    expect(await verify()).toMatchObject({ ok: true, waiting: 1 });
    await tamper('INSERT INTO audit_unsealed (workspace_id, event_id) VALUES ($1, $2)', [workspace.id, event(3)]);
    expect((await verify()).misfit).toMatchObject({ kind: 'event_sealed_twice', event: event(3) });
  }); // prettier-ignore

  it('names an event that was deleted while it waited for its seal', async () => {
    await writeEvents(product.sql, workspace.id, 2);
    await tamper('DELETE FROM audit_events WHERE workspace_id = $1 AND id > $2 + 1', [workspace.id, event(11)]);
    await product.sweep('seal-audit-trail');
    expect((await verify()).misfit?.kind).toBe('waiting_event_missing');
  });

  it('does not let the next seal cover up one that was cut off', async () => {
    await tamper('DELETE FROM audit_seals WHERE workspace_id = $1 AND number = 3', [workspace.id]);
    await tamper('DELETE FROM audit_events WHERE workspace_id = $1 AND id >= $2', [workspace.id, event(8)]);
    await writeEvents(product.sql, workspace.id, 1);
    await product.sweep('seal-audit-trail');
    expect((await verify()).misfit).toMatchObject({ kind: 'seal_missing', seal: 3 });
  });

  it('seals no more behind a head that is not its own, and the other workspaces as ever', async () => {
    await tamper(`UPDATE audit_heads SET mark = repeat('0', 64) WHERE workspace_id = $1`, [workspace.id]);
    const other = await product.given.workspace();
    await writeEvents(product.sql, workspace.id, 1);
    await writeEvents(product.sql, other.id, 1);
    await expect(product.sweep('seal-audit-trail')).rejects.toThrow('does not fit its marked head');
    expect(await product.sql.query('SELECT count(*)::int AS n FROM audit_seals WHERE workspace_id = $1', [other.id])).toEqual([{ n: 1 }]);
    expect(await verify()).toMatchObject({ ok: false, mark: 'forged', waiting: 1, misfit: { kind: 'head_forged', seal: 3 } });
    await tamper('DELETE FROM audit_unsealed WHERE workspace_id = $1', [workspace.id]);
  }); // prettier-ignore

  it('holds the trail against a head that was noted elsewhere', async () => {
    const { misfit } = await verify({ head: 'a'.repeat(64) });
    expect(misfit).toMatchObject({ kind: 'head_missing', seal: 3 });
    expect((await auditor.http.post(`${workspace.path}/audit/verify`, { head: 'no hash' })).status).toBe(400);
  });

  /** Rewrites an event, and its seal so that the seal itself fits again. */
  async function rewrite(id: number): Promise<void> {
    await tamper(`UPDATE audit_events SET action = 'item.rewritten' WHERE id = $1`, [id]);
    const seal = (await sealsOfTrail()).find(({ eventIds }) => eventIds.includes(id)) as SealRecord;
    await replaceSeal(seal);
  }

  /** Makes a seal anew from the events as they are now. */
  async function replaceSeal(seal: SealRecord): Promise<void> {
    const trail = product.app.get(TrailRepository, { strict: false });
    const leaves = (await trail.events(product.sql.manager, workspace.id, seal.eventIds)).map(leafOf);
    const statement = { ...seal, root: merkleRoot(leaves).toString('hex') };
    await tamper(
      `UPDATE audit_seals SET root = $3, previous = $4, leaves = $5, hash = $6 WHERE workspace_id = $1 AND number = $2`,
      [workspace.id, seal.number, statement.root, seal.previous, Buffer.concat(leaves), hashOfSeal(statement)],
    );
  }
});
