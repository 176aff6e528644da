import { Figure, Flag, Id, ListOf, OneOf, Text, Whole } from '../../../platform/http/index.js';
import {
  RESOURCE_MARKS,
  type ResourceMark,
  RISK_MARKS,
  type RiskMark,
  TECHNICAL_MARKS,
  type TechnicalMark,
} from '../domain/measure.js';

export class ProposeMeasureBody {
  @Id({ description: 'The cause it answers.' })
  causeId!: string;

  @Text({ max: 200 })
  title!: string;

  @Text({ max: 10_000 })
  description!: string;

  @Flag({ optional: true, description: 'Part of the plan; yes when left out.' })
  chosen?: boolean | null;
}

export class RiskBody {
  @Text({ max: 1000 })
  risk!: string;

  @Text({ max: 2000, optional: true, description: 'What is done about it.' })
  mitigation?: string | null;
}

/** Every field may be left out, and then stays. */
export class EditMeasureBody {
  @Id({ optional: true })
  causeId?: string;

  @Text({ max: 200, optional: true })
  title?: string;

  @Text({ max: 10_000, optional: true })
  description?: string;

  @Flag({ optional: true })
  chosen?: boolean;

  @OneOf(TECHNICAL_MARKS, { optional: true, description: '技术可行性' })
  technical?: TechnicalMark | null;

  @OneOf(RESOURCE_MARKS, { optional: true, description: '资源投入' })
  resources?: ResourceMark | null;

  @OneOf(RISK_MARKS, { optional: true, description: '风险预估' })
  risk?: RiskMark | null;

  @Figure({ min: 0, max: 100_000, optional: true, description: 'Persons times weeks.' })
  peopleWeeks?: number | null;

  @Figure({ min: 0, optional: true, description: 'In the currency of the workspace.' })
  cost?: number | null;

  @Whole({ min: 0, max: 10_000, optional: true, description: 'Calendar days until it is live.' })
  leadTimeDays?: number | null;

  @ListOf(() => RiskBody, { max: 50, optional: true, description: 'The list given replaces the list that was.' })
  risks?: RiskBody[];

  @Text({ max: 5000, optional: true })
  expectedEffect?: string | null;

  @Figure({ optional: true, description: 'Change of the goal metric, in its unit.' })
  expectedMetricChange?: number | null;
}

export class ApprovePlanBody {
  @Text({ max: 2000, optional: true })
  note?: string | null;
}
