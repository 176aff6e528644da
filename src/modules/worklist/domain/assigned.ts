import type { Localised } from '../../../kernel/text/index.js';
import type { OwedRow, Sentence } from './work-row.js';

const ASSIGNED = { en: 'Assigned to you, due {dueOn}.', 'zh-CN': '指派给您,截止 {dueOn}。' };
const LATE = { en: 'Assigned to you, and was due {dueOn}.', 'zh-CN': '指派给您,已于 {dueOn} 到期。' };
const STANDS = {
  en: 'Assigned to you, due {dueOn}; its clock stands since {stoppedOn}.',
  'zh-CN': '指派给您,截止 {dueOn};自 {stoppedOn} 起停止计时。',
};
const STANDS_FOR = {
  en: 'Assigned to you, due {dueOn}; its clock stands since {stoppedOn}, until somebody else has {given}.',
  'zh-CN': '指派给您,截止 {dueOn};自 {stoppedOn} 起停止计时,待他人{given}。',
};
/** By the kind of the row in the list of whoever owes it. */
const GIVEN: Readonly<Record<string, Localised>> = {
  plan_to_approve: { en: 'approved the plan', 'zh-CN': '批准方案' },
  waiver_to_approve: { en: 'approved a waiver', 'zh-CN': '批准豁免' },
  review_to_sign: { en: 'signed the review off', 'zh-CN': '签署复盘' },
  sop_to_approve: { en: 'approved the procedure', 'zh-CN': '批准标准作业流程' },
  approval_to_decide: { en: 'decided on an approval', 'zh-CN': '作出审批' },
};
const WAITED_FOR = {
  en: 'Assigned to you, due {dueOn}; {waiting} other record(s) wait for it.',
  'zh-CN': '指派给您,截止 {dueOn};另有 {waiting} 项工作在等待。',
};

/** Why a dated record stands in the list of the person to whom it is assigned. */
export function assigned({ dueOn, stoppedOn, section, waiting, detail }: OwedRow): Sentence {
  const params = { dueOn: dueOn ?? '', stoppedOn: stoppedOn ?? '', waiting };
  if (waiting > 0) return { message: WAITED_FOR, params };
  if (section === 'overdue') return { message: LATE, params };
  const given = detail === null ? undefined : GIVEN[detail];
  if (given !== undefined && stoppedOn !== null) return { message: STANDS_FOR, params: { ...params, given } };
  return { message: stoppedOn === null ? ASSIGNED : STANDS, params };
}
