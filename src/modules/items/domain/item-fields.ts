import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Classification, Severity, TriggerType } from './item-words.js';

/** What people write about an item; everything else about it follows from moves. */
export interface ItemFields {
  title: string;
  problem: string;
  type: TriggerType;
  source: string | null;
  scene: string | null;
  module: string | null;
  scopeOfImpact: string | null;
  impact: number | null;
  urgency: number | null;
  severity: Severity | null;
  classification: Classification | null;
  ownerId: string | null;
  sponsorId: string | null;
  unitId: string | null;
  goalMetric: string | null;
  goalUnit: string | null;
  goalBaseline: number | null;
  goalTarget: number | null;
  goalDate: string | null;
  plannedFinish: string | null;
  keyResult: string | null;
}

/** T-62: impact times urgency, 1 to 9; null until both are set. */
export function priorityOf({ impact, urgency }: Pick<ItemFields, 'impact' | 'urgency'>): number | null {
  return impact === null || urgency === null ? null : impact * urgency;
}

/** What is wrong between the fields of an item, beyond what each alone can tell. */
export function contradictionsIn(fields: Partial<ItemFields>): FieldProblem[] {
  const { goalBaseline, goalTarget, ownerId, sponsorId } = fields;
  const problems: FieldProblem[] = [];
  if (goalTarget !== undefined && goalTarget !== null && goalTarget === goalBaseline) {
    problems.push({
      field: 'goalTarget',
      code: 'target_equals_baseline',
      message: { en: 'must differ from the baseline', 'zh-CN': '目标值不能等于基线值' },
    });
  }
  if (ownerId && ownerId === sponsorId) {
    problems.push({
      field: 'sponsorId',
      code: 'sponsor_is_owner',
      message: { en: 'must be somebody other than the owner', 'zh-CN': '发起人不能与负责人为同一人' },
    });
  }
  return problems;
}

const REASON_NEEDED = { en: 'say why the planned finish moves', 'zh-CN': '推迟计划完成日期须说明原因' };

/** E-05: a planned finish is put off, or taken away, for a reason; setting it first and moving it forward need none. */
export function putOffProblems(
  { plannedFinish: before }: Pick<ItemFields, 'plannedFinish'>,
  { plannedFinish: after }: Partial<ItemFields>,
  reason: string | null,
): FieldProblem[] {
  const isPutOff = before !== null && after !== undefined && (after === null || after > before);
  return isPutOff && !reason ? [{ field: 'reason', code: 'reason_needed', message: REASON_NEEDED }] : [];
}
