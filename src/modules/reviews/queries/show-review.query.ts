import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { type Item, ItemAccess } from '../../items/index.js';
import { type Signature, Signatures } from '../../signatures/index.js';
import { Baseline } from '../persistence/baseline.entity.js';
import { SIGN_OFF } from '../domain/sign-off.js';
import { ItemReview } from '../persistence/item-review.entity.js';

export interface ReviewShown {
  readonly item: Item;
  readonly cycle: number;
  /** Null until it is frozen. */
  readonly baseline: Baseline | null;
  /** Null until something is written. */
  readonly review: ItemReview | null;
  /** Under the review as it stands; null while it is not signed off. */
  readonly signature: Signature | null;
}

/** The review of a cycle, the current one when none is named. */
@Injectable()
export class ShowReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ItemAccess,
    private readonly signatures: Signatures,
  ) {}

  async run(actor: Actor, key: string, asked?: number): Promise<ReviewShown> {
    const item = await this.items.find(actor, key);
    const cycle = asked ?? item.cycle;
    const identity = { itemId: item.id, cycle };
    const baseline = await this.transactions.reader.findOneBy(Baseline, identity);
    const review = await this.transactions.reader.findOneBy(ItemReview, identity);
    return { item, cycle, baseline, review, signature: review?.signedAt ? await this.signature(item, cycle) : null };
  }

  private signature({ id, workspaceId }: Item, cycle: number): Promise<Signature | null> {
    return this.signatures.latest(workspaceId, { itemId: id, action: SIGN_OFF, subjectId: id, cycle });
  }
}
