import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound } from '../../../kernel/errors/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { Membership } from '../persistence/membership.entity.js';
import { SecondFactors } from './second-factors.js';

const MEMBER = { en: 'member', 'zh-CN': '成员' };
const FACTOR = { en: 'second factor', 'zh-CN': '双重验证' };
const BELONGS_ELSEWHERE = {
  en: 'This person belongs to other workspaces too, which an admin of this one cannot speak for.',
  'zh-CN': '该成员还属于其他工作区,本工作区的管理员无权代为处理。',
};

/** Takes the factor of a member away who lost his device, and ends his sessions: he signs in and enrols anew. */
@Injectable()
export class ResetSecondFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly factors: SecondFactors,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, userId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      if (!(await tx.existsBy(Membership, { workspaceId, userId }))) throw notFound(MEMBER);
      if (await this.belongsElsewhere(tx, userId)) throw new DomainError('conflict', { reason: BELONGS_ELSEWHERE });
      if (!(await this.factors.remove(tx, userId))) throw notFound(FACTOR);
      await tx.query('DELETE FROM sessions WHERE user_id = $1', [userId]);
      await this.journal.record(tx, actor, {
        type: 'member.second_factor_reset',
        subject: { type: 'member', id: userId },
      });
    });
  }

  /** An account is one for all workspaces: who resets it here would weaken it there. */
  private async belongsElsewhere(tx: Tx, userId: string): Promise<boolean> {
    const rows = await tx.query<{ several: boolean }[]>('SELECT belongs_to_several_workspaces($1) AS several', [
      userId,
    ]);
    return rows[0]?.several === true;
  }
}
