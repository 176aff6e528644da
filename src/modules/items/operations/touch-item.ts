import { type Tx, updateRow } from '../../../platform/database/index.js';
import { Item } from '../persistence/item.entity.js';

/** Writes changed fields of a locked item: one version further, changed now. The entity follows. */
export async function touchItem(tx: Tx, item: Item, changes: Partial<Item>, now: Date): Promise<void> {
  const written = { ...changes, version: item.version + 1, changedAt: now };
  await updateRow(tx, Item, item.id, written);
  Object.assign(item, written);
}
