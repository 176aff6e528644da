import type { EntityTarget, FindOptionsWhere } from 'typeorm';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Stage } from '../domain/item-words.js';
import type { Item } from '../persistence/item.entity.js';
import type { ItemAccess } from './item-access.js';

/** A row that belongs to one cycle of an item. */
export interface CycleRecord {
  readonly id: string;
  readonly workspaceId: string;
  readonly itemId: string;
  readonly cycle: number;
  readonly version: number;
}

export interface RecordKind<Row extends CycleRecord> {
  readonly entity: EntityTarget<Row>;
  readonly noun: Localised;
  /** The stages in which it may be changed. */
  readonly stages: readonly Stage[];
}

const EARLIER_CYCLE = {
  en: 'This belongs to an earlier cycle; its records are fixed.',
  'zh-CN': '该记录属于较早的周期,不可再改。',
};

/**
 * For changing a record that is named by its own id: the item first (as `ItemAccess.forWork`), then the row, locked.
 *
 * @param version what the caller read
 * @throws DomainError not_found, item_not_open, wrong_stage, conflict (of an earlier cycle), stale_version
 */
export async function lockRecord<Row extends CycleRecord>(
  tx: Tx,
  access: ItemAccess,
  actor: Actor,
  { entity, noun, stages }: RecordKind<Row>,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<{ item: Item; record: Row }> {
  const where = { id, workspaceId: actor.workspace.id } as FindOptionsWhere<Row>;
  const found = await tx.findOneBy(entity, where);
  if (!found) throw notFound(noun);
  const { key } = await access.ofRecord(actor, found.itemId, noun, tx);
  const item = await access.forWork(tx, actor, key, stages);
  if (found.cycle !== item.cycle) throw new DomainError('conflict', { reason: EARLIER_CYCLE });
  const record = await tx.findOneOrFail(entity, { where, lock: { mode: 'pessimistic_write' } });
  if (record.version !== version) throw new DomainError('stale_version');
  return { item, record };
}
