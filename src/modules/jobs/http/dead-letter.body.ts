import { Text } from '../../../platform/http/index.js';

export class DiscardDeadLetterBody {
  @Text({ max: 1000, description: 'Why it need not happen any more.' })
  reason!: string;
}
