import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { NO_WORKSPACE, serving, Transactions } from '../../../platform/database/index.js';
import { ComposesMail, type Letter, type Mail, type MailComposer } from '../../../platform/mail/index.js';
import { invitationLetter } from '../domain/account-letters.js';
import { ROLE_NAME } from '../domain/invitation-words.js';
import { OneTimeLink } from '../persistence/one-time-link.entity.js';
import { Workspace } from '../persistence/workspace.entity.js';
import { INVITATION_DAYS } from './invite-member.operation.js';
import { isUsable } from './link-state.js';
import { type LinkParams, OneTimeLinks } from './one-time-links.js';

const SOMEBODY = { en: 'An admin', 'zh-CN': '管理员' };

/** The letter that carries an invitation; nothing once it was accepted, revoked or sent again. */
@ComposesMail('invitation')
export class ComposeInvitation implements MailComposer {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: OneTimeLinks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  compose({ params }: Mail): Promise<Letter | null> {
    const about = params as unknown as LinkParams;
    return serving(about.workspaceId ?? NO_WORKSPACE, () => this.write(about));
  }

  private async write({ linkId, generation, workspaceId }: LinkParams): Promise<Letter | null> {
    if (workspaceId === null) return null;
    const { reader } = this.transactions;
    const link = await reader.findOneBy(OneTimeLink, { id: linkId, workspaceId, generation });
    if (!link || !isUsable(link, this.clock.now()) || !link.role) return null;
    const workspace = await reader.findOneByOrFail(Workspace, { id: workspaceId });
    const [inviter] = await reader.query<{ name: string }[]>('SELECT name FROM users WHERE id = $1', [link.createdBy]);
    return invitationLetter(this.links.addressOf(link), {
      name: link.name ?? '',
      workspace: workspace.name,
      inviter: inviter?.name ?? SOMEBODY,
      role: ROLE_NAME[link.role],
      days: INVITATION_DAYS,
    });
  }
}
