import type { OwedRow, Sentence } from './work-row.js';

const ASSIGNED = { en: 'Assigned to you, due {dueOn}.', 'zh-CN': '指派给您,截止 {dueOn}。' };
const LATE = { en: 'Assigned to you, and was due {dueOn}.', 'zh-CN': '指派给您,已于 {dueOn} 到期。' };
const STANDS = {
  en: 'Assigned to you, due {dueOn}; its clock stands since {stoppedOn}.',
  'zh-CN': '指派给您,截止 {dueOn};自 {stoppedOn} 起停止计时。',
};
const WAITED_FOR = {
  en: 'Assigned to you, due {dueOn}; {waiting} other record(s) wait for it.',
  'zh-CN': '指派给您,截止 {dueOn};另有 {waiting} 项工作在等待。',
};

/** Why a dated record stands in the list of the person to whom it is assigned. */
export function assigned({ dueOn, stoppedOn, section, waiting }: OwedRow): Sentence {
  const params = { dueOn: dueOn ?? '', stoppedOn: stoppedOn ?? '', waiting };
  if (waiting > 0) return { message: WAITED_FOR, params };
  if (section === 'overdue') return { message: LATE, params };
  return { message: stoppedOn === null ? ASSIGNED : STANDS, params };
}
