import { Transform } from 'class-transformer';

import { Id, OneOf, PageQueryString, Whole } from '../../../platform/http/index.js';
import { ESCALATION_STATES, type EscalationState } from '../domain/escalation-words.js';

export class EscalationsQueryString extends PageQueryString {
  @OneOf(ESCALATION_STATES, { optional: true })
  state?: EscalationState;

  @Id({
    optional: true,
    description: 'Of one task, milestone or date of a recurring rule; the item’s id for its containment.',
  })
  subjectId?: string;

  @Id({ optional: true, description: 'Whom it has reached.' })
  userId?: string;
}

export class ForecastQueryString extends PageQueryString {
  @Transform(({ value }: { value: unknown }) => (value === undefined ? 7 : Number(value)))
  @Whole({ min: 1, max: 31, optional: true, description: 'How far to look ahead; 7 when left out.' })
  days: number = 7;

  @Id({ optional: true, description: 'Who would be told.' })
  userId?: string;
}
