import { metUnless } from '../../../kernel/lifecycle/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type GateQuestion, type ItemGate, ProvidesGate, WHO } from '../../items/index.js';
import { ItemReview } from '../persistence/item-review.entity.js';

const NONE = { en: 'The review says nothing about what was learned.', 'zh-CN': '复盘中尚未记录经验教训。' };

/** D-22: experience is recorded, so that models and rules can be changed by it. */
@ProvidesGate({ name: 'lesson-is-recorded', waivable: false, fix: { who: WHO.lead, where: 'review' } })
export class LessonIsRecorded implements ItemGate {
  async check({ item }: GateQuestion, tx: Tx) {
    const review = await tx.findOneBy(ItemReview, { itemId: item.id, cycle: item.cycle });
    return metUnless(review?.lesson ? [] : [{ code: 'no-lesson', message: NONE }]);
  }
}
