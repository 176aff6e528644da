import { ApiProperty } from '@nestjs/swagger';

import { Instant, ListOf, OneOf, Text, Whole } from '../../../platform/http/index.js';
import { FEEDBACK_CHANNELS, type FeedbackChannel } from '../domain/feedback-words.js';

export class FeedbackBody {
  @Text({ max: 200, description: 'Which link of the process or product it is about.' })
  module!: string;

  @OneOf(FEEDBACK_CHANNELS)
  channel!: FeedbackChannel;

  @Text({ max: 5000 })
  text!: string;

  @Whole({ min: 0, max: 10, optional: true, description: 'As NPS asks: 0 to 10.' })
  score?: number | null;

  @Text({ max: 200, optional: true, description: 'The other system’s number; sent twice, it is one report.' })
  externalId?: string | null;

  @Instant({ optional: true, description: 'Now when left out.' })
  reportedAt?: string | null;
}

export class FeedbackListBody {
  @ListOf(() => FeedbackBody, { max: 1000 })
  reports!: FeedbackBody[];
}

export class FeedbackRecordedView {
  received!: number;
  /** Reports that were not known yet. */
  inserted!: number;
}

/** Described here, but read leniently: both senders add fields from release to release. */
export class AlertsBody {
  @ApiProperty({
    type: 'array',
    items: {
      type: 'object',
      required: ['status', 'startsAt', 'labels'],
      properties: {
        status: { type: 'string', enum: ['firing', 'resolved'] },
        startsAt: { type: 'string', format: 'date-time' },
        endsAt: { type: 'string', format: 'date-time' },
        fingerprint: { type: 'string', description: 'Made of the labels when left out.' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        annotations: { type: 'object', additionalProperties: { type: 'string' } },
        generatorURL: { type: 'string' },
      },
    },
  })
  alerts!: object[];
}

export class AlertsReceivedView {
  received!: number;
  /** Keys of the items opened. */
  opened!: string[];
  appended!: number;
  resolved!: number;
  unchanged!: number;
  silenced!: number;
}
