import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../../config/index.js';
import type { Actor, Role } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { hashToken, newToken } from '../domain/one-time-token.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { Membership } from '../persistence/membership.entity.js';
import { OneTimeLink } from '../persistence/one-time-link.entity.js';

const VALID_DAYS = 7;

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export interface Invited {
  /** Where the person sets a password; null for somebody who has an account and is a member at once. */
  readonly link: string | null;
  readonly token: string | null;
  readonly userId: string | null;
}

/** Brings a person into the workspace: at once when there is an account for the address, else by a one-time link. */
@Injectable()
export class InviteMember {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly journal: Journal,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, invitation: Invitation): Promise<Invited> {
    return this.transactions.run(async (tx) => {
      const person = await this.accounts.findByEmail(tx, invitation.email);
      const linkId = newId();
      // The trail names a person or an invitation by its id: an address in it could not be erased any more.
      await this.journal.record(tx, actor, {
        type: 'member.invited',
        subject: person ? { type: 'member', id: person.id } : { type: 'invitation', id: linkId },
        changes: { role: { from: null, to: invitation.role } },
      });
      return person
        ? this.addMember(tx, actor, person.id, invitation.role)
        : this.createLink(tx, actor, linkId, invitation);
    });
  }

  private async addMember(tx: Tx, actor: Actor, userId: string, role: Role): Promise<Invited> {
    const workspaceId = actor.workspace.id;
    if (await tx.existsBy(Membership, { workspaceId, userId })) {
      throw new DomainError('already_exists', { what: { en: 'member', 'zh-CN': '成员' } });
    }
    await tx.insert(Membership, { workspaceId, userId, role, createdAt: this.clock.now() });
    return { link: null, token: null, userId };
  }

  private async createLink(tx: Tx, actor: Actor, id: string, { email, name, role }: Invitation): Promise<Invited> {
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + VALID_DAYS * 24 * 3_600_000);
    await tx.insert(OneTimeLink, {
      id,
      tokenHash: hashToken(token),
      purpose: 'invitation',
      workspaceId: actor.workspace.id,
      email,
      name,
      role,
      expiresAt,
    });
    return { link: `${this.config.publicUrl}/join?token=${token}`, token, userId: null };
  }
}
