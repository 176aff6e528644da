import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { may } from '../../people/index.js';
import type { OwedAtHand } from '../../schedules/index.js';

const THEIRS = { en: 'who owes it or a lead', 'zh-CN': '执行人或负责人(组长)' };

/** @throws DomainError not_yours to whoever neither owes the record nor leads the item */
export function refuseUnlessTheirs(actor: Actor, { relations }: OwedAtHand): void {
  if (!may(actor, 'approvals.request', relations)) throw new DomainError('not_yours', { who: THEIRS });
}
