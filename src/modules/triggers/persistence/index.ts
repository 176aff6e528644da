import { CalendarEvent } from './calendar-event.entity.js';
import { EvidencePeriod } from './evidence-period.entity.js';
import { FeedbackReport } from './feedback-report.entity.js';
import { InboundAlert } from './inbound-alert.entity.js';
import { TriggerFinding } from './trigger-finding.entity.js';
import { TriggerRule } from './trigger-rule.entity.js';
import { TriggerSeries } from './trigger-series.entity.js';
import { TriggerSilence } from './trigger-silence.entity.js';

export const TRIGGERS_ENTITIES = [
  TriggerRule,
  TriggerSeries,
  TriggerFinding,
  EvidencePeriod,
  TriggerSilence,
  CalendarEvent,
  FeedbackReport,
  InboundAlert,
];
