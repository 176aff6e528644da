import { OneOf, PageQueryString } from '../../../platform/http/index.js';
import {
  DEAD_LETTER_KINDS,
  DEAD_LETTER_STATES,
  type DeadLetterKind,
  type DeadLetterState,
} from '../../../platform/jobs/index.js';

export class ListDeadLettersQueryString extends PageQueryString {
  @OneOf(DEAD_LETTER_STATES, { optional: true, description: 'dead and retrying when left out.' })
  state?: DeadLetterState;

  @OneOf(DEAD_LETTER_KINDS, { optional: true })
  kind?: DeadLetterKind;
}
