import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { type Item, ItemAccess, touchItem } from '../../items/index.js';
import { ItemReview } from '../persistence/item-review.entity.js';
import { asKept } from './kept-values.js';
import { type AfterFigures, MeasureAfter, UNMEASURED } from './measure-after.js';

export interface ReviewFields {
  /** First and last day after the change. Naming either measures anew. */
  readonly afterFrom?: string | null;
  readonly afterTo?: string | null;
  readonly lesson?: string | null;
  /** 关键成果; kept with the item. */
  readonly keyResult?: string | null;
}

const UNSIGNED = { signedBy: null, signedAt: null, signComment: null };
const BOTH_DAYS = { en: 'is needed beside the other day', 'zh-CN': '起止日期须同时填写' };

/** Writes the review of this cycle; fields left out stay. A change voids the sign-off, which was given to other words. */
@Injectable()
export class WriteReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly measureAfter: MeasureAfter,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, version: number, fields: ReviewFields): Promise<void> {
    await this.transactions.run(async (tx) => {
      const item = await this.items.forChange(tx, actor, key, version, ['review']);
      const identity = { itemId: item.id, cycle: item.cycle };
      const before = await this.read(tx, identity);
      const after = {
        ...(await this.figures(tx, actor, item, before, fields)),
        lesson: fields.lesson === undefined ? (before?.lesson ?? null) : fields.lesson,
      };
      const keyResult = fields.keyResult === undefined ? item.keyResult : fields.keyResult;
      const changes = changesBetween({ ...before, keyResult: item.keyResult }, { ...after, keyResult });
      if (Object.keys(changes).length === 0) return;
      await tx.save(ItemReview, { ...identity, workspaceId: item.workspaceId, ...after, ...UNSIGNED });
      await touchItem(tx, item, { keyResult }, this.clock.now());
      await this.journal.record(tx, actor, {
        type: 'review.written',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes: { ...changes, ...changesBetween({ signedBy: before?.signedBy }, { signedBy: null }) },
      });
    });
  }

  private async read(tx: Tx, identity: Pick<ItemReview, 'itemId' | 'cycle'>): Promise<ItemReview | null> {
    const review = await tx.findOneBy(ItemReview, identity);
    return review && Object.assign(review, { afterValues: asKept(review.afterValues) });
  }

  private async figures(
    tx: Tx,
    actor: Actor,
    item: Item,
    before: ItemReview | null,
    { afterFrom, afterTo }: ReviewFields,
  ): Promise<AfterFigures> {
    if (afterFrom === undefined && afterTo === undefined) return before ? figuresOf(before) : UNMEASURED;
    const from = afterFrom === undefined ? (before?.afterFrom ?? null) : afterFrom;
    const to = afterTo === undefined ? (before?.afterTo ?? null) : afterTo;
    if (from === null && to === null) return UNMEASURED;
    if (from !== null && to !== null) return this.measureAfter.run(tx, actor, item, from, to);
    const field = from === null ? 'afterFrom' : 'afterTo';
    const fields = [{ field, code: 'needed_together', message: BOTH_DAYS }];
    throw new DomainError('invalid_fields', { count: 1 }, { fields });
  }
}

function figuresOf(review: ItemReview): AfterFigures {
  const names = Object.keys(UNMEASURED) as (keyof AfterFigures)[];
  return Object.assign({}, UNMEASURED, ...names.map((name) => ({ [name]: review[name] }))) as AfterFigures;
}
