import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, type FieldProblem, notFound } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Members, Units } from '../../people/index.js';
import { RULE_NOUN, RULE_STATE_NAMES } from '../domain/recurring-words.js';
import { RecurringRule } from '../persistence/recurring-rule.entity.js';

const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };
const NO_UNIT = { en: 'is no department of this workspace that is in use', 'zh-CN': '不是本工作区使用中的部门' };

/** How an action comes to a rule, and what it asks of the people and departments that it names. */
@Injectable()
export class RuleAccess {
  constructor(
    private readonly members: Members,
    private readonly units: Units,
  ) {}

  /**
   * The rule, locked.
   *
   * @throws DomainError not_found, stale_version, illegal_state for one that has ended
   */
  async forChange(tx: Tx, { workspace }: Actor, id: string, version: number): Promise<RecurringRule> {
    const where = { id, workspaceId: workspace.id };
    const rule = await tx.findOne(RecurringRule, { where, lock: { mode: 'pessimistic_write' } });
    if (!rule) throw notFound(RULE_NOUN);
    if (rule.version !== version) throw new DomainError('stale_version');
    if (rule.state === 'ended') {
      const ended = RULE_STATE_NAMES.ended;
      throw new DomainError('illegal_state', { what: RULE_NOUN, from: ended, to: RULE_STATE_NAMES.active });
    }
    return rule;
  }

  /** Fields left out are not asked about. */
  async problems(
    tx: Tx,
    { workspace }: Actor,
    { ownerId, unitId }: { readonly ownerId?: string | null; readonly unitId?: string | null },
  ): Promise<FieldProblem[]> {
    const strangers = ownerId == null ? [] : await this.members.strangersAmong(tx, workspace.id, [ownerId]);
    const isNoUnit = unitId != null && !(await this.units.exists(tx, workspace.id, unitId));
    return [
      ...strangers.map(() => ({ field: 'ownerId', code: 'no_member', message: NO_MEMBER })),
      ...(isNoUnit ? [{ field: 'unitId', code: 'no_unit', message: NO_UNIT }] : []),
    ];
  }
}
