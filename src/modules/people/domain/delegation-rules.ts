import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { LocalDate } from '../../../kernel/time/index.js';
import type { Role } from '../../../kernel/actor/index.js';
import { APPROVALS, mayDo } from './policy.js';

/** A span of days, both included. */
export interface Span {
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
}

/** Who gives to whom, and when. */
export interface Handing extends Span {
  readonly giverId: string;
  readonly delegateId: string;
}

const REVERSED = { en: 'must not lie before the first day', 'zh-CN': '不能早于起始日' };
const OVER = { en: 'must not lie in the past', 'zh-CN': '不能早于今天' };
const SELF = { en: 'must be somebody else', 'zh-CN': '不能是本人' };
const AUDITOR = { en: 'is an auditor, who approves nothing but reviews', 'zh-CN': '为审计员,不能代为审批' };
const OVERLAP = { en: 'meets days that are handed over already', 'zh-CN': '与已有的委托时间重叠' };
const CHAIN_TO = { en: 'hands over approvals in these days', 'zh-CN': '在此期间已将审批委托他人' };
const CHAIN_FROM = {
  en: 'meets days in which approvals of others are held',
  'zh-CN': '与代他人审批的时间重叠,不能转委托',
};
const NOTHING = { en: 'has no approvals to hand over', 'zh-CN': '没有可委托的审批' };

/**
 * All that is wrong with a new delegation beside those that stand (not revoked). Approvals are handed to one person at a
 * time, and not on from there.
 */
export function delegationProblems(
  wanted: Handing,
  { giver, delegate }: { giver: Role; delegate: Role },
  standing: readonly Handing[],
  today: LocalDate,
): FieldProblem[] {
  const { giverId, delegateId, fromOn, toOn } = wanted;
  const meeting = standing.filter((other) => other.fromOn <= toOn && fromOn <= other.toOn);
  const has = (field: string, code: string, message: typeof SELF, applies: boolean) =>
    applies ? [{ field, code, message }] : [];
  return [
    ...has('toOn', 'reversed', REVERSED, toOn < fromOn),
    ...has('toOn', 'in_the_past', OVER, toOn < today),
    ...has('delegateId', 'self', SELF, giverId === delegateId),
    ...has('delegateId', 'auditor', AUDITOR, delegate === 'auditor'),
    ...has('giverId', 'nothing_to_give', NOTHING, !APPROVALS.some((action) => mayDo(giver, action))),
    ...has(
      'fromOn',
      'overlap',
      OVERLAP,
      meeting.some((other) => other.giverId === giverId),
    ),
    ...has(
      'fromOn',
      'chain',
      CHAIN_FROM,
      meeting.some((other) => other.delegateId === giverId),
    ),
    ...has(
      'delegateId',
      'chain',
      CHAIN_TO,
      meeting.some((other) => other.giverId === delegateId),
    ),
  ];
}
