import { Day, Id, Instant, OneOf, Text } from '../../../platform/http/index.js';
import { EVENT_EFFECTS, EVENT_KINDS, type EventEffect, type EventKind } from '../domain/calendar-words.js';

export class SilenceBody {
  @Id({ optional: true, description: 'One rule; every rule when neither it nor a metric is named.' })
  ruleId?: string | null;

  @Text({ max: 100, optional: true, description: 'All rules of a metric.' })
  metricCode?: string | null;

  @Text({ max: 1000 })
  reason!: string;

  @Instant({ optional: true, description: 'Now when left out.' })
  startsAt?: string | null;

  @Instant()
  endsAt!: string;
}

export class EndSilenceBody {
  @Instant({ optional: true, description: 'Now when left out.' })
  endsAt?: string | null;
}

export class CalendarEventBody {
  @Text({ max: 200 })
  name!: string;

  @OneOf(EVENT_KINDS)
  kind!: EventKind;

  @OneOf(EVENT_EFFECTS, { optional: true, description: 'annotate when left out; exclude leaves its periods unjudged.' })
  effect?: EventEffect | null;

  @Text({ max: 100, optional: true, description: 'Every metric when left out.' })
  metricCode?: string | null;

  @Day({ description: 'First day, in the workspace.' })
  fromOn!: string;

  @Day({ description: 'Last day.' })
  toOn!: string;
}
