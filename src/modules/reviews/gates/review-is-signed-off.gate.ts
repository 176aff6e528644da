import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { ItemReview } from '../persistence/item-review.entity.js';

const UNSIGNED = { en: 'Nobody has signed the review off.', 'zh-CN': '复盘尚未签署。' };
const BY_OWNER = {
  en: 'The review was signed off by who owns the item now; somebody else must sign it.',
  'zh-CN': '复盘由现任负责人本人签署,须由他人签署。',
};

@ProvidesGate({ name: 'review-is-signed-off', waivable: false, fix: { who: WHO.reviewer, where: 'review/sign-off' } })
export class ReviewIsSignedOff implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const review = await tx.findOneBy(ItemReview, { itemId: item.id, cycle: item.cycle });
    if (!review?.signedAt) return metUnless([{ code: 'not-signed-off', message: UNSIGNED }]);
    // The item may have been handed to the signer since.
    return metUnless(review.signedBy === item.ownerId ? [{ code: 'signed-by-owner', message: BY_OWNER }] : []);
  }
}
