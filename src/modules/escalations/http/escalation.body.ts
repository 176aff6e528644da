import { Day, Instant, Nested, Text, Whole } from '../../../platform/http/index.js';
import { LONGEST_GRACE } from '../domain/escalation-policy.js';

export class AcknowledgeEscalationBody {
  @Text({ max: 2000, description: 'What will be done.' })
  note!: string;

  @Day({ optional: true, description: 'Until which day; where the severity counts in working days.' })
  untilOn?: string | null;

  @Instant({ optional: true, description: 'Until which instant; for a P0, which counts in minutes.' })
  untilAt?: string | null;
}

const GRACE = {
  min: 0,
  max: LONGEST_GRACE.minutes,
  optional: true,
  description: 'Minutes for a P0, otherwise working days; null: no such step.',
} as const;

export class GracesBody {
  @Whole(GRACE)
  assignee?: number | null;

  @Whole(GRACE)
  owner?: number | null;

  @Whole(GRACE)
  sponsor?: number | null;

  @Whole(GRACE)
  unit_head?: number | null;
}

export class ChangeEscalationPolicyBody {
  @Nested(() => GracesBody, { description: 'How long each step waits after the one before it was told.' })
  graces!: GracesBody;
}
