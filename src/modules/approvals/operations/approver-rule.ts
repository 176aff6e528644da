import { Injectable } from '@nestjs/common';

import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Item } from '../../items/index.js';
import { Delegations, Members, seesItem } from '../../people/index.js';

const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };
const ASSIGNEE = { en: 'owes it himself: somebody else must approve', 'zh-CN': '为执行人本人,须由他人审批' };
const AUDITOR = { en: 'is an auditor, who approves nothing but reviews', 'zh-CN': '为审计员,不能审批' };
const UNSEEN = { en: 'does not see this confidential item', 'zh-CN': '无权查看该保密项目' };

const ASKED = `
  SELECT m.role, ${seesItem('i', { userId: 'm.user_id', role: 'm.role' })} AS sees
  FROM memberships m JOIN items i ON i.workspace_id = m.workspace_id AND i.id = $2
  WHERE m.workspace_id = $1 AND m.user_id = $3`;

/** Who can be asked to approve something owed: a member who sees it and does not owe it himself. */
@Injectable()
export class ApproverRule {
  constructor(
    private readonly members: Members,
    private readonly delegations: Delegations,
  ) {}

  /** Who can decide today: the approver, and whoever he has handed over his approvals to. */
  async askedFor(tx: Tx, workspace: WorkspaceRef, approverId: string): Promise<string[]> {
    return [approverId, ...(await this.delegations.standInsFor(workspace, approverId, tx))];
  }

  async problems(tx: Tx, item: Item, assigneeId: string, approverId: string): Promise<FieldProblem[]> {
    const refused = (code: string, message: Localised) => [{ field: 'approverId', code, message }];
    const strangers = await this.members.strangersAmong(tx, item.workspaceId, [approverId]);
    if (strangers.length > 0) return refused('no_member', NO_MEMBER);
    if (approverId === assigneeId) return refused('is_assignee', ASSIGNEE);
    const params = [item.workspaceId, item.id, approverId];
    const [asked] = await tx.query<{ role: string; sees: boolean }[]>(ASKED, params);
    if (asked?.role === 'auditor') return refused('auditor', AUDITOR);
    return asked?.sees ? [] : refused('unseen', UNSEEN);
  }
}
