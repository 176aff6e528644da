import { OneOf, Text } from '../../../../platform/http/index.js';
import { type CleaningAction, CLEANING_ACTIONS } from '../../domain/metric-words.js';
import { type Finding, FINDINGS } from '../../domain/quality/cleaning-words.js';

export class DecideCleaningBody {
  @Text({ max: 2_000, optional: true })
  reason?: string | null;
}

export class ApplyCleaningBody extends DecideCleaningBody {
  @OneOf(CLEANING_ACTIONS, { description: 'Leave the value out, or put the median of those around it in its place.' })
  action!: CleaningAction;
}

export class CleanBatchBody extends ApplyCleaningBody {
  @OneOf(FINDINGS, { description: 'Which findings of the upload.' })
  finding!: Finding;
}
