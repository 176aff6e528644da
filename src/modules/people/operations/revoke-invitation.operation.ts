import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { OneTimeLink } from '../persistence/one-time-link.entity.js';
import { lockOpenInvitation } from './open-invitation.js';

/** Takes an invitation back: its link stops working at once, and a letter that still waits is not sent. */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { role } = await lockOpenInvitation(tx, actor.workspace.id, id, 'revoked');
      await tx.update(OneTimeLink, { id }, { revokedAt: this.clock.now() });
      await this.journal.record(tx, actor, {
        type: 'member.invitation_revoked',
        subject: { type: 'invitation', id },
        changes: { role: { from: role, to: null } },
      });
    });
  }
}
