import {
  type Clearing,
  type OwedRow,
  ProvidesWork,
  type Sentence,
  type WorkQuestion,
  type WorkSource,
} from '../../worklist/index.js';

const WRITE = { en: 'Write the review', 'zh-CN': '填写复盘' };
const WAITS = {
  en: 'Your item is in review: before and after, or the lesson, are not written yet.',
  'zh-CN': '您负责的项目已进入复盘:前后对比或经验总结尚未填写。',
};

/** Items in review whose owner still has to write what came of them. */
@ProvidesWork('review_to_write')
export class ReviewsToWrite implements WorkSource {
  readonly requires = 'reviews.write';
  readonly isAssigned = false;
  readonly place = 'review';

  select({ workspaceId, userId }: WorkQuestion) {
    return {
      from: 'items i LEFT JOIN item_reviews t ON t.item_id = i.id AND t.cycle = i.cycle',
      where: `i.workspace_id = ${workspaceId} AND i.status = 'active' AND i.stage = 'review' AND i.owner_id = ${userId}
        AND (t.after_mean IS NULL OR t.lesson IS NULL)`,
      id: 'i.id',
      title: 'i.title',
      since: 'i.changed_at',
      dueOn: 'i.planned_finish',
      stoppedOn: 'i.finish_stopped_on',
      version: 'i.version',
    };
  }

  why(): Sentence {
    return { message: WAITS };
  }

  clearing({ itemKey }: OwedRow): Clearing {
    const body = { afterFrom: null, afterTo: null, lesson: '' };
    return { name: WRITE, method: 'PUT', path: `items/${itemKey ?? ''}/review`, body };
  }
}
