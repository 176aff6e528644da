import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { passwordProblems } from '../domain/password-rules.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { Membership } from '../persistence/membership.entity.js';
import { Workspace } from '../persistence/workspace.entity.js';
import { serveLink } from './serve-link.js';
import { useLink } from './use-link.js';

/** Makes the invited person's account and membership, once. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(token: string, password: string, requestId: string): Promise<{ userId: string; workspaceSlug: string }> {
    return this.transactions.run(async (tx) => {
      await serveLink(this.transactions, tx, token);
      const { workspaceId, email, name, role } = await useLink(tx, token, 'invitation', this.clock.now());
      if (!workspaceId || !email || !name || !role) throw new DomainError('link_used');
      // Invited twice and accepted once: the account exists, and a second link must not set its password.
      const isTaken = await this.accounts.findByEmail(tx, email);
      if (isTaken || (await this.accounts.hasLookAlike(tx, email))) throw new DomainError('link_used');
      refuseFields(passwordProblems(password, { email, name }));
      const workspace = await tx.findOneByOrFail(Workspace, { id: workspaceId });
      const userId = await this.accounts.create(tx, { email, name, password });
      await tx.insert(Membership, { workspaceId, userId, role, createdAt: this.clock.now() });
      await this.journal.record(
        tx,
        { userId, name, role, workspace, source: 'api', requestId, locale: 'en' },
        { type: 'member.joined', subject: { type: 'member', id: userId }, changes: { role: { from: null, to: role } } },
      );
      return { userId, workspaceSlug: workspace.slug };
    });
  }
}
