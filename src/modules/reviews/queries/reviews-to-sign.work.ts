import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  sinceAwaited,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const SIGN = { en: 'Sign the review off', 'zh-CN': '签署复盘' };
const WAITS = {
  en: 'The review is written and waits for the signature of somebody other than the owner.',
  'zh-CN': '复盘已完成填写,待项目负责人以外的人签署。',
};

/** Reviews that are written and that nobody but the owner, if anybody, stands for. */
@ProvidesWork('review_to_sign')
export class ReviewsToSign implements WorkSource {
  readonly requires = 'reviews.sign';
  readonly isAssigned = false;
  readonly place = 'approval';
  readonly holdsUp = 'true';
  readonly holdsUpIn = ['review'];

  select({ workspaceId, userId, readerId }: WorkQuestion) {
    return {
      from: `item_reviews t JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.status = 'active' AND i.stage = 'review'`,
      where: `t.workspace_id = ${workspaceId} AND t.after_mean IS NOT NULL AND t.lesson IS NOT NULL
        AND (t.signed_at IS NULL OR t.signed_by = i.owner_id)
        AND coalesce(i.owner_id NOT IN (${userId}, ${readerId}), true)`,
      id: 'i.id',
      title: 'i.title',
      since: sinceAwaited('review_to_sign', 'i.id', 'i.changed_at'),
      status: "'written'",
      version: 'i.version',
    };
  }

  why(): Sentence {
    return { message: WAITS };
  }

  clearing({ itemKey }: OwedRow): Clearing {
    const body = { signature: { password: '', meaning: 'review' }, comment: null };
    return { name: SIGN, method: 'POST', path: `items/${itemKey ?? ''}/review/sign-off`, body };
  }
}
