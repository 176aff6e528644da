import { Inject } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { NO_WORKSPACE, serving, Transactions } from '../../../platform/database/index.js';
import { ComposesMail, type Letter, type Mail, type MailComposer } from '../../../platform/mail/index.js';
import { passwordResetLetter } from '../domain/account-letters.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { OneTimeLink } from '../persistence/one-time-link.entity.js';
import { isUsable } from './link-state.js';
import { type LinkParams, OneTimeLinks } from './one-time-links.js';
import { RESET_MINUTES } from './request-password-reset.operation.js';

/** The letter that carries a link for a new password; nothing when nobody with a password has that address. */
@ComposesMail('password_reset')
export class ComposePasswordReset implements MailComposer {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly links: OneTimeLinks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  compose({ params }: Mail): Promise<Letter | null> {
    const about = params as unknown as LinkParams;
    return serving(about.workspaceId ?? NO_WORKSPACE, () => this.write(about));
  }

  private async write({ linkId, generation }: LinkParams): Promise<Letter | null> {
    const { reader } = this.transactions;
    const link = await reader.findOneBy(OneTimeLink, { id: linkId, generation });
    if (!link?.email || !isUsable(link, this.clock.now())) return null;
    if (!(await this.accounts.findWithPassword(reader, link.email))) return null;
    return passwordResetLetter(this.links.addressOf(link), { email: link.email, minutes: RESET_MINUTES });
  }
}
