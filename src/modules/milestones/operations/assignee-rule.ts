import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Members } from '../../people/index.js';

const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };

/** A milestone is answered for by members of the workspace alone. */
@Injectable()
export class AssigneeRule {
  constructor(private readonly members: Members) {}

  async problems(tx: Tx, actor: Actor, assigneeId: string | null | undefined): Promise<FieldProblem[]> {
    if (assigneeId == null) return [];
    const strangers = await this.members.strangersAmong(tx, actor.workspace.id, [assigneeId]);
    return strangers.map(() => ({ field: 'assigneeId', code: 'no_member', message: NO_MEMBER }));
  }
}
