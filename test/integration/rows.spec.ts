import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Evidence } from '../../src/modules/items/persistence/evidence.entity.js';
import { Item } from '../../src/modules/items/index.js';
import { findRow, insertRow, newId, rowExists, updateRow } from '../../src/platform/database/index.js';
import { type GivenWorkspace, SPEC_NOW, type SpecProduct, startSpecProduct } from '../harness/index.js';

describe('a row read and written past the query builder', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
  });
  afterAll(() => product.stop());

  const tx = () => product.sql.manager;

  it('is the entity that the ORM would answer, whatever the types of its columns', async () => {
    const { id, key } = await product.given.item(workspace, {
      impact: 3,
      goalBaseline: 0.125,
      goalDate: '2026-12-31',
      severity: 'P1',
    });
    const found = await findRow(tx(), Item, { workspaceId: workspace.id, key });
    expect(found).toBeInstanceOf(Item);
    expect(found).toEqual(await tx().findOneByOrFail(Item, { id }));
    expect(found).toMatchObject({ goalDate: '2026-12-31', goalBaseline: 0.125, changedAt: SPEC_NOW, closedAt: null });
  });

  it('is null where there is none', async () => {
    expect(await findRow(tx(), Item, { workspaceId: workspace.id, key: 'CI-202611-999' })).toBeNull();
    expect(await rowExists(tx(), Item, { id: newId() })).toBe(false);
  });

  it('comes back from its insertion with the defaults of what was left out or undefined', async () => {
    const given = { id: newId(), workspaceId: workspace.id, key: 'CI-202611-900', title: 'New', problem: undefined };
    const times = { createdAt: SPEC_NOW, changedAt: SPEC_NOW };
    const row = await insertRow(tx(), Item, { ...given, ...times, type: 'metric_anomaly' });
    expect(row).toMatchObject({ title: 'New', problem: '', stage: 'trigger', version: 1, ownerId: null });
    expect(row).toEqual(await tx().findOneByOrFail(Item, { id: given.id }));
    expect(await rowExists(tx(), Item, { id: given.id })).toBe(true);
  });

  it('keeps what a change leaves out or names as undefined, and takes null for null', async () => {
    const { id } = await product.given.item(workspace, { source: 'BI report', scene: 'checkout', impact: 2 });
    await updateRow(tx(), Item, id, { impact: 1, scene: undefined, source: null });
    expect(await tx().findOneByOrFail(Item, { id })).toMatchObject({ impact: 1, scene: 'checkout', source: null });
  });

  it('stays locked until the transaction ends', async () => {
    const { id } = await product.given.item(workspace);
    await tx().transaction(async (holder) => {
      await findRow(holder, Item, { id }, 'FOR UPDATE');
      const others = await tx().query<unknown[]>('SELECT 1 FROM items WHERE id = $1 FOR SHARE SKIP LOCKED', [id]);
      expect(others).toEqual([]);
    });
  });

  it('refuses what the ORM alone converts, and names that do not exist', async () => {
    await expect(findRow(tx(), Evidence, { itemId: newId() })).rejects.toThrow('Evidence.figures is for the ORM');
    const unknown = { nonsense: 1 } as Partial<Item>;
    await expect(updateRow(tx(), Item, newId(), unknown)).rejects.toThrow('Item has no column "nonsense"');
  });
});
