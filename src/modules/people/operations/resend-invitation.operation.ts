import { Injectable } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { INVITATION_MS } from './invite-member.operation.js';
import { type LinkMade, OneTimeLinks } from './one-time-links.js';
import { lockOpenInvitation } from './open-invitation.js';

/** Sends an invitation once more, for another week; the link sent before stops working. */
@Injectable()
export class ResendInvitation {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: OneTimeLinks,
    private readonly journal: Journal,
  ) {}

  async run(actor: Actor, id: string): Promise<LinkMade> {
    return this.transactions.run(async (tx) => {
      const link = await lockOpenInvitation(tx, actor.workspace.id, id, 'open');
      const made = await this.links.remake(tx, link, INVITATION_MS, actor.locale);
      await this.journal.record(tx, actor, {
        type: 'member.invitation_resent',
        subject: { type: 'invitation', id },
        changes: { expiresAt: { from: link.expiresAt.toISOString(), to: made.expiresAt.toISOString() } },
      });
      return made;
    });
  }
}
