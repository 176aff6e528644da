import type { FieldProblem } from '../../../kernel/errors/index.js';

/** Section 8: a cause is a hypothesis until evidence decides. */
export const CAUSE_STATES = ['hypothesis', 'confirmed', 'rejected'] as const;
export type CauseState = (typeof CAUSE_STATES)[number];

/** M-26: how the problem is taken apart (5Why分析法, 逻辑树分析法). */
export const ANALYSIS_METHODS = ['five_why', 'logic_tree'] as const;
export type AnalysisMethod = (typeof ANALYSIS_METHODS)[number];

/** M-29, table 2-2: how a hypothesis is put to the test. */
export const VERIFICATION_METHODS = ['interview', 'data', 'focus_group', 'call_record', 'experiment'] as const;
export type VerificationMethod = (typeof VERIFICATION_METHODS)[number];

/** What people write about a cause: the columns of table 2-2. */
export interface CauseFields {
  statement: string;
  /** 问题模块 */
  problemModule: string | null;
  /** 核心指标表现: with target and industry mean, such as "15 % vs industry mean 22 %" (M-32). */
  metricPerformance: string | null;
  dataSourceId: string | null;
  verificationMethod: VerificationMethod | null;
  evidence: string | null;
  /** Share of the loss it explains, 0 to 1 (影响程度). */
  impactShare: number | null;
  state: CauseState;
}

type Verdict = Pick<CauseFields, 'state' | 'verificationMethod' | 'evidence' | 'impactShare'>;

const NEEDED: Readonly<Record<CauseState, readonly (keyof Verdict)[]>> = {
  hypothesis: [],
  confirmed: ['verificationMethod', 'evidence', 'impactShare'],
  // A cause that is none explains no share of the loss.
  rejected: ['verificationMethod', 'evidence'],
};

const NEEDED_HERE = {
  en: 'is needed for a cause that is confirmed or rejected',
  'zh-CN': '原因被确认或排除时必须填写',
};
const REASON_NEEDED = { en: 'say why the verdict is taken back', 'zh-CN': '请说明撤回结论的原因' };

/**
 * What keeps a cause from being as `after` says: a verdict stands on its method and evidence, for as long as it stands
 * (M-31), and is taken back or overturned for a reason only.
 */
export function verdictProblems(before: Verdict, after: Verdict, reason: string | null | undefined): FieldProblem[] {
  const missing = (NEEDED[after.state] ?? []).filter((field) => after[field] === null);
  const overturned = before.state !== 'hypothesis' && after.state !== before.state;
  return [
    ...missing.map((field) => ({ field, code: 'needed_for_verdict', message: NEEDED_HERE })),
    ...(overturned && !reason ? [{ field: 'reason', code: 'reason_needed', message: REASON_NEEDED }] : []),
  ];
}
