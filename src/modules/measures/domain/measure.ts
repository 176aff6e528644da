/** M-37: does present technology carry it (技术可行性). */
export const TECHNICAL_MARKS = ['ready', 'needs_development', 'not_possible'] as const;
export type TechnicalMark = (typeof TECHNICAL_MARKS)[number];

/** M-38: are people, money and time there (资源投入). */
export const RESOURCE_MARKS = ['available', 'to_be_coordinated', 'not_available'] as const;
export type ResourceMark = (typeof RESOURCE_MARKS)[number];

/** M-39: how much can go wrong (风险预估). */
export const RISK_MARKS = ['low', 'medium', 'high'] as const;
export type RiskMark = (typeof RISK_MARKS)[number];

export interface Risk {
  readonly risk: string;
  readonly mitigation: string | null;
}

/** What people write about a measure. */
export interface MeasureFields {
  /** The cause it answers. */
  causeId: string;
  title: string;
  description: string;
  /** Part of the plan; the others were thought of and set aside. */
  chosen: boolean;
  technical: TechnicalMark | null;
  resources: ResourceMark | null;
  risk: RiskMark | null;
  /** Persons times weeks: one developer for two weeks is 2. */
  peopleWeeks: number | null;
  /** In the workspace's currency. */
  cost: number | null;
  /** Calendar days until it is live. */
  leadTimeDays: number | null;
  risks: Risk[];
  expectedEffect: string | null;
  /** By how much the goal metric should change, in its unit. */
  expectedMetricChange: number | null;
}
