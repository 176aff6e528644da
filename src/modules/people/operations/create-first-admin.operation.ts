import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import { type Actor } from '../../../kernel/actor/index.js';
import { refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { emailProblems } from '../domain/email-letters.js';
import { passwordProblems } from '../domain/password-rules.js';
import { readEmail } from '../identity/email-address.js';
import { AccountsRepository, type NewAccount } from '../persistence/accounts.repository.js';
import { Membership } from '../persistence/membership.entity.js';
import { Workspace } from '../persistence/workspace.entity.js';
import { useLink } from './use-link.js';

export interface FirstAdmin extends NewAccount {
  readonly token: string;
  readonly workspace: { readonly slug: string; readonly name: string; readonly timeZone: string };
}

/** Makes the first account and the first workspace, once, with the link printed at the first start. */
@Injectable()
export class CreateFirstAdmin {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(given: FirstAdmin, requestId: string): Promise<{ userId: string; workspaceSlug: string }> {
    const input = { ...given, email: readEmail(given.email) };
    refuseFields([...emailProblems(input.email), ...passwordProblems(input.password, input)]);
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      await useLink(tx, input.token, 'first_admin', now);
      const workspace = { id: newId(), ...input.workspace, createdAt: now };
      await this.transactions.serveFromHere(tx, workspace.id);
      await tx.insert(Workspace, workspace);
      const userId = await this.accounts.create(tx, input);
      await tx.insert(Membership, { workspaceId: workspace.id, userId, role: 'admin', createdAt: now });
      const actor: Actor = {
        userId,
        name: input.name,
        role: 'admin',
        workspace,
        source: 'api',
        requestId,
        locale: 'en',
      };
      await this.journal.record(tx, actor, {
        type: 'workspace.created',
        subject: { type: 'workspace', id: workspace.id },
        changes: { slug: { from: null, to: workspace.slug }, timeZone: { from: null, to: workspace.timeZone } },
      });
      return { userId, workspaceSlug: workspace.slug };
    });
  }
}
