import { Id, OneOf, PageQueryString } from '../../../../platform/http/index.js';
import { CLEANING_STATES, type CleaningState, type Finding, FINDINGS } from '../../domain/quality/cleaning-words.js';

export class ListCleaningsQueryString extends PageQueryString {
  @OneOf(CLEANING_STATES, { optional: true })
  state?: CleaningState;

  @OneOf(FINDINGS, { optional: true })
  finding?: Finding;

  @Id({ optional: true, description: 'Of one upload.' })
  batchId?: string;
}
