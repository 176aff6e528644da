import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import type { Relations } from '../../people/index.js';
import type { OwedKindName, OwedRecord } from '../domain/owed-record.js';
import { OwedKinds } from './owed-kinds.js';

const EARLIER_CYCLE = {
  en: 'This belongs to an earlier cycle of the item and is fixed.',
  'zh-CN': '该记录属于项目的先前循环,不可再改。',
};

export interface OwedAtHand {
  readonly kind: OwedKindName;
  readonly record: OwedRecord;
  readonly item: Item;
  /** Whether somebody still owes it. */
  readonly isOpen: boolean;
  /** What the actor is to the item, and to the record. */
  readonly relations: Relations;
}

/** How an operation comes to something that somebody owes, of whatever kind; a foreign or unknown id answers 404. */
@Injectable()
export class OwedAccess {
  constructor(
    private readonly kinds: OwedKinds,
    private readonly items: ItemAccess,
  ) {}

  /**
   * The record and its item, both locked, the item first. The version is the caller's to compare, once he knows whether
   * the actor may do it at all.
   *
   * @throws DomainError not_found, not_yours, item_not_open, conflict for a record of an earlier cycle
   */
  async forWork(tx: Tx, actor: Actor, kind: OwedKindName, id: string): Promise<OwedAtHand> {
    const owedKind = this.kinds.of(kind);
    const { entity, noun } = owedKind;
    const where = { id, workspaceId: actor.workspace.id };
    const seen = await tx.findOneBy(entity, where);
    if (!seen) throw notFound(noun);
    const { key } = await this.items.ofRecord(actor, seen.itemId, noun, tx);
    const item = await this.items.forWork(tx, actor, key);
    const record = await tx.findOneOrFail(entity, { where, lock: { mode: 'pessimistic_write' } });
    if (record.cycle !== item.cycle) throw new DomainError('conflict', { reason: EARLIER_CYCLE });
    const relations = await this.items.relationsTo(actor, item, tx);
    const isOpen = owedKind.isOpen(record);
    return { kind, record, item, isOpen, relations: { ...relations, assignee: record.assigneeId === actor.userId } };
  }
}
