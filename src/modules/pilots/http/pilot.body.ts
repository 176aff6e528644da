import { Day, Figure, Nested, OneOf, Text, Texts, Whole } from '../../../platform/http/index.js';
import { type Decision, DECISIONS, type Direction, DIRECTIONS } from '../domain/pilot-words.js';

const MOST_PEOPLE = 2_000_000_000;
/** The smallest rate, share or effect that means anything; 0 and 1 themselves are no rates to try something at. */
const LEAST = 0.000_001;
const INSIDE = { min: LEAST, max: 1 - LEAST };

/** The design of a pilot; a draft may lack any of it, and fields left out stay. */
export class PilotDesignBody {
  @Text({ max: 200, optional: true, description: '测试页面' })
  page?: string | null;

  @Texts({ max: 20, length: 200, optional: true, description: '测试变量: what differs between the arms (T-35: one).' })
  variables?: string[];

  @Text({ max: 200, optional: true, description: 'A版本' })
  controlName?: string | null;

  @Text({ max: 200, optional: true, description: 'B版本' })
  variantName?: string | null;

  @Text({ max: 100, optional: true, description: 'Code of the metric that decides.' })
  primaryMetric?: string | null;

  @OneOf(DIRECTIONS, { optional: true, description: 'Which way the metric should go; `higher` when left out.' })
  betterIs?: Direction;

  @Text({ max: 200, optional: true, description: 'Which users; `all` when left out.' })
  segment?: string;

  @Figure({ min: LEAST, max: 1, optional: true, description: 'Share of the segment’s users who take part (D-18).' })
  share?: number | null;

  @Figure({ ...INSIDE, optional: true, description: 'Planned share of the variant among them; 0.5 when left out.' })
  variantShare?: number;

  @Figure({ ...INSIDE, optional: true, description: 'Rate expected in the control, as a fraction.' })
  expectedControlRate?: number | null;

  @Figure({
    ...INSIDE,
    optional: true,
    description: 'Smallest difference worth finding: absolute, as a fraction (0.01 is one percentage point).',
  })
  minimumEffect?: number | null;

  @Day({ optional: true })
  startsOn?: string | null;

  @Whole({ min: 1, max: 365, optional: true })
  plannedDays?: number | null;
}

export class ArmCountBody {
  @Whole({ min: 0, max: MOST_PEOPLE })
  exposed!: number;

  @Whole({ min: 0, max: MOST_PEOPLE })
  converted!: number;
}

export class CountsBody {
  @Nested(() => ArmCountBody)
  control!: ArmCountBody;

  @Nested(() => ArmCountBody)
  variant!: ArmCountBody;

  @Day({ description: 'The last day that the counts hold whole.' })
  countedOn!: string;

  @Text({ max: 2000, optional: true, description: 'Needed when an arm shrinks or the day goes back.' })
  reason?: string | null;
}

/** No figure may be sent: the referee computes them all. */
export class JudgementBody {
  @Text({ max: 2000, optional: true, description: 'Kept in the audit trail beside the verdict.' })
  note?: string | null;
}

export class DecisionBody {
  @OneOf(DECISIONS)
  decision!: Decision;

  @Text({ max: 2000 })
  reason!: string;
}

export class StopPilotBody {
  @Text({ max: 2000 })
  reason!: string;
}
