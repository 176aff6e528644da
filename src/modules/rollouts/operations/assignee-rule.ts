import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Members } from '../../people/index.js';

const NO_MEMBER = { en: 'is no member of this workspace', 'zh-CN': '不是本工作区的成员' };

/** A step is given to somebody of the workspace. */
@Injectable()
export class AssigneeRule {
  constructor(private readonly members: Members) {}

  /** @throws DomainError invalid_fields */
  async check(tx: Tx, actor: Actor, assigneeId: string): Promise<void> {
    const strangers = await this.members.strangersAmong(tx, actor.workspace.id, [assigneeId]);
    refuseFields(strangers.map(() => ({ field: 'assigneeId', code: 'no_member', message: NO_MEMBER })));
  }
}
