import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '../../src/platform/database/index.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { fillItem, RECORD_KINDS, type RecordKind } from '../support/item-records.js';
import { DOCUMENT, minimalBody } from '../support/minimal-body.js';

const BELOW = '/api/v1/workspaces/{workspace}';

/** Every address that can be read. */
const READS = Object.entries(DOCUMENT.paths)
  .filter(([path, methods]) => 'get' in methods && !path.startsWith('/api/v1/auth/'))
  .map(([path]) => path);

/** A word that stands in the item and nowhere else. */
const MARK = 'Zeppelin';

describe('a confidential item, at every address that can be read', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let outsiders: GivenPerson[];
  let owner: GivenPerson;
  let auditor: GivenPerson;
  let item: { readonly id: string; readonly key: string };
  let records: Record<RecordKind, string>;
  let ruleId: string;

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    const of = (role: 'lead' | 'member' | 'auditor') => product.given.person(workspace, role);
    outsiders = [await of('lead'), await of('member')];
    [owner, auditor] = [await of('lead'), await of('auditor')];
    item = await product.given.item(workspace, { title: MARK, ownerId: owner.userId });
    // They owe something there and were told of it, before the item became what it is.
    const assigneeId = outsiders[1]?.userId ?? '';
    const admin = await product.given.person(workspace, 'admin');
    records = await fillItem(product, admin.http, { ...item, path: workspace.path, assigneeId });
    await writeAround();
    await product.settle();
    const { body } = await owner.http.get<{ version: number }>(`${workspace.path}/items/${item.key}`);
    const path = `${workspace.path}/items/${item.key}/confidentiality`;
    expect((await owner.http.put(path, { confidential: true }, body.version)).status).toBe(200);
    await product.settle();
  });
  afterAll(() => product.stop());

  /** What stands elsewhere in the workspace and knows of the item. */
  async function writeAround(): Promise<void> {
    const at = `${workspace.path}/items/${item.key}`;
    const write = DOCUMENT.paths[`${BELOW}/items/{key}/knowledge`]?.['post'] ?? {};
    expect((await owner.http.post(`${at}/knowledge`, minimalBody(write, {}))).status).toBe(201);
    const metric = DOCUMENT.paths[`${BELOW}/metrics`]?.['post'] ?? {};
    const goal = { ...(minimalBody(metric, {}) as object), code: 'conversion' };
    expect((await owner.http.post(`${workspace.path}/metrics`, goal)).status).toBe(201);
    ruleId = newId();
    await product.sql.query(
      `INSERT INTO trigger_rules (id, workspace_id, name, metric_code, period, condition, k, m, item_type, enabled, created_at, changed_at)
       VALUES ($1, $2, 'Falls', 'conversion', 'day', 'worse_than_target', 3, 3, 'metric_anomaly', true, now(), now())`,
      [ruleId, workspace.id],
    );
    await product.sql.query(
      `INSERT INTO trigger_series (id, workspace_id, rule_id, state, item_id, due_at)
       VALUES (gen_random_uuid(), $1, $2, 'open', $3, now() + interval '1 year')`,
      [workspace.id, ruleId, item.id],
    );
  }

  const addressOf = (path: string) => {
    const kind = RECORD_KINDS.find((name) => path.includes(`/${name}/{id}`));
    const id = kind === undefined ? (path.includes('trigger-rules') ? ruleId : item.id) : records[kind];
    return path
      .replace(BELOW, workspace.path)
      .replace('{key}', item.key)
      .replace('{id}', id)
      .replace('{code}', 'conversion');
  };
  const isOfItem = (path: string) =>
    path.includes('{key}') || RECORD_KINDS.some((name) => path.includes(`/${name}/{id}`));

  it('does not exist for somebody without a part in it', async () => {
    const wrong: string[] = [];
    for (const { http } of outsiders) {
      for (const path of READS.filter(isOfItem)) {
        const { status } = await http.get(addressOf(path));
        if (status !== 404) wrong.push(`${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(READS.filter(isOfItem).length).toBeGreaterThan(25);
  });

  it('stands in no list and no answer that he reads', async () => {
    const secrets = [MARK, item.key, item.id, ...Object.values(records)];
    const told: string[] = [];
    for (const { http } of outsiders) {
      for (const path of READS.filter((other) => !isOfItem(other))) {
        const { body, status } = await http.get(addressOf(path));
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        if (status < 400)
          told.push(...secrets.filter((secret) => text.includes(secret)).map((secret) => `${path}: ${secret}`));
      }
    }
    expect(told).toEqual([]);
  });

  it('is read at all of them by its owner and by an auditor', async () => {
    for (const { http } of [owner, auditor]) {
      const missing: string[] = [];
      for (const path of READS.filter(isOfItem)) {
        const { status } = await http.get(addressOf(path));
        if (status >= 400) missing.push(`${path}: ${status}`);
      }
      expect(missing).toEqual([]);
      for (const list of ['items', 'knowledge', 'trigger-rules']) {
        expect(JSON.stringify((await http.get(`${workspace.path}/${list}`)).body)).toContain(item.key);
      }
    }
  });
});
