import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor, actsFor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { type Item, ItemAccess, touchItem } from '../../items/index.js';
import { Settings } from '../../people/index.js';
import { type GivenSignature, Sign } from '../../signatures/index.js';
import { SIGN_OFF } from '../domain/sign-off.js';
import { Baseline } from '../persistence/baseline.entity.js';
import { ItemReview } from '../persistence/item-review.entity.js';

const THE_SIGN_OFF = { en: 'sign-off', 'zh-CN': '签署' };
const NOT_THE_OWNER = { en: 'somebody other than the owner', 'zh-CN': '项目负责人以外的人' };
const NOT_COMPUTED = {
  en: 'Before and after are not computed yet, so there is nothing to sign.',
  'zh-CN': '尚未完成前后对比,无法签署。',
};

export interface SignOff {
  readonly comment?: string | null;
  readonly signature?: GivenSignature | null;
  /** Of the item, where the caller says what he read. */
  readonly version?: number;
}

/** Signs the review of this cycle off: somebody other than the owner stands for what it says. */
@Injectable()
export class SignReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly settings: Settings,
    private readonly journal: Journal,
    private readonly sign: Sign,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, key: string, { comment = null, signature, version }: SignOff): Promise<void> {
    const ready = await this.sign.prepare(actor, signature);
    await this.transactions.run(async (tx) => {
      const item = await this.lock(tx, actor, key, version);
      if (actsFor(actor, item.ownerId)) throw new DomainError('not_yours', { who: NOT_THE_OWNER });
      const identity = { itemId: item.id, cycle: item.cycle };
      const review = await this.toSign(tx, item);
      const signed = { signedBy: actor.userId, signedAt: this.clock.now(), signComment: comment };
      await tx.update(ItemReview, identity, signed);
      await touchItem(tx, item, {}, this.clock.now());
      const baseline = await tx.findOneBy(Baseline, identity);
      const changes = await this.sign.put(tx, actor, ready, {
        action: SIGN_OFF,
        subject: { type: 'item', id: item.id },
        item,
        content: { key: item.key, keyResult: item.keyResult, baseline, review: { ...review, ...signed } },
      });
      await this.journal.record(tx, actor, {
        type: 'review.signed_off',
        subject: { type: 'item', id: item.id },
        itemId: item.id,
        changes: { signedBy: { from: review.signedBy, to: actor.userId }, ...changes },
        reason: comment,
      });
    });
  }

  private async toSign(tx: Tx, { id, cycle, workspaceId, ownerId }: Item): Promise<ItemReview> {
    const review = await tx.findOneBy(ItemReview, { itemId: id, cycle });
    const { watchPeriods } = await this.settings.of(workspaceId, tx);
    const isComputed = review !== null && review.afterMean !== null && review.afterValues.length >= watchPeriods;
    if (!isComputed) throw new DomainError('conflict', { reason: NOT_COMPUTED });
    // A signer who became the owner since does not stand for it any more; somebody else may.
    const isSigned = review.signedAt !== null && review.signedBy !== ownerId;
    if (isSigned) throw new DomainError('already_exists', { what: THE_SIGN_OFF });
    return review;
  }

  private async lock(tx: Tx, actor: Actor, key: string, version: number | undefined): Promise<Item> {
    // The whole row first: taking it shared and then whole, two who sign at once would wait for each other.
    const { version: current } = await this.items.forMove(tx, actor, key);
    return this.items.forChange(tx, actor, key, version ?? current, ['review']);
  }
}
