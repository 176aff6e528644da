import { Figure, Id, OneOf, Text } from '../../../platform/http/index.js';
import {
  ANALYSIS_METHODS,
  type AnalysisMethod,
  CAUSE_STATES,
  type CauseState,
  VERIFICATION_METHODS,
  type VerificationMethod,
} from '../domain/cause.js';

export class StateCauseBody {
  @Text({ max: 2000, description: '初步根因假设' })
  statement!: string;

  @Id({ optional: true, description: 'The cause that this one explains; none for a root.' })
  parentId?: string | null;

  @OneOf(ANALYSIS_METHODS)
  method!: AnalysisMethod;

  @Text({ max: 200, optional: true, description: '问题模块' })
  problemModule?: string | null;

  @Text({ max: 500, optional: true, description: '核心指标表现, such as "15 % vs industry mean 22 %"' })
  metricPerformance?: string | null;

  @Id({ optional: true, description: '数据来源' })
  dataSourceId?: string | null;
}

/** Every field may be left out, and then stays. The place in the tree cannot change. */
export class EditCauseBody {
  @Text({ max: 2000, optional: true })
  statement?: string;

  @Text({ max: 200, optional: true, description: '问题模块' })
  problemModule?: string | null;

  @Text({ max: 500, optional: true, description: '核心指标表现' })
  metricPerformance?: string | null;

  @Id({ optional: true, description: '数据来源' })
  dataSourceId?: string | null;

  @OneOf(VERIFICATION_METHODS, { optional: true, description: '验证方式' })
  verificationMethod?: VerificationMethod | null;

  @Text({ max: 10_000, optional: true, description: 'What testing it showed: figures and cases.' })
  evidence?: string | null;

  @Figure({ min: 0, max: 1, optional: true, description: 'Share of the loss it explains, 0 to 1 (影响程度).' })
  impactShare?: number | null;

  @OneOf(CAUSE_STATES, { optional: true })
  state?: CauseState;

  @Text({ max: 2000, optional: true, description: 'Needed to take a verdict back.' })
  reason?: string | null;
}
