import { Baseline } from './baseline.entity.js';
import { ItemReview } from './item-review.entity.js';
import { Watch } from './watch.entity.js';

export const REVIEWS_ENTITIES = [Baseline, ItemReview, Watch];
