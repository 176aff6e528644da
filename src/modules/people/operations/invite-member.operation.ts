import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor, Role } from '../../../kernel/actor/index.js';
import { DomainError, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { Transactions, type Tx, violatesUnique } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { emailProblems, looksAlike } from '../domain/email-letters.js';
import { INVITATION, MEMBER } from '../domain/invitation-words.js';
import { readEmail } from '../identity/email-address.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { Membership } from '../persistence/membership.entity.js';
import { type LinkMade, OneTimeLinks } from './one-time-links.js';

/** How long an invitation works. */
export const INVITATION_DAYS = 7;
export const INVITATION_MS = INVITATION_DAYS * 24 * 3_600_000;

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** An open invitation, or the id of somebody who had an account and is a member at once. */
export type Invited = { readonly userId: string } | { readonly invitation: LinkMade };

/**
 * Brings a person into the workspace: at once when there is an account for the address, else by a one-time link. It
 * takes the place of an open invitation to the same address.
 */
@Injectable()
export class InviteMember {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly links: OneTimeLinks,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, given: Invitation): Promise<Invited> {
    const invitation = { ...given, email: readEmail(given.email) };
    refuseFields(emailProblems(invitation.email));
    try {
      return await this.transactions.run(async (tx) => {
        if (await this.accounts.hasLookAlike(tx, invitation.email)) refuseFields([looksAlike('email')]);
        const person = await this.accounts.findByEmail(tx, invitation.email);
        return person
          ? { userId: await this.addMember(tx, actor, person.id, invitation.role) }
          : { invitation: await this.createLink(tx, actor, invitation) };
      });
    } catch (error) {
      // Somebody else invited the same address in this very moment.
      if (!violatesUnique(error, 'one_time_links_open_invitation')) throw error;
      throw new DomainError('already_exists', { what: INVITATION });
    }
  }

  private async addMember(tx: Tx, actor: Actor, userId: string, role: Role): Promise<string> {
    const workspaceId = actor.workspace.id;
    if (await tx.existsBy(Membership, { workspaceId, userId })) {
      throw new DomainError('already_exists', { what: MEMBER });
    }
    await tx.insert(Membership, { workspaceId, userId, role, createdAt: this.clock.now() });
    await this.record(tx, actor, { type: 'member', id: userId }, role);
    return userId;
  }

  private async createLink(tx: Tx, actor: Actor, { email, name, role }: Invitation): Promise<LinkMade> {
    const now = this.clock.now();
    await tx.query(
      `UPDATE one_time_links SET revoked_at = $3 WHERE workspace_id = $1 AND email = $2 AND purpose = 'invitation'
         AND used_at IS NULL AND revoked_at IS NULL`,
      [actor.workspace.id, email, now],
    );
    const made = await this.links.make(tx, {
      purpose: 'invitation',
      workspaceId: actor.workspace.id,
      email,
      name,
      role,
      createdBy: actor.userId,
      validMs: INVITATION_MS,
      locale: actor.locale,
    });
    await this.record(tx, actor, { type: 'invitation', id: made.id }, role);
    return made;
  }

  /** The trail names the invitation and not the address: what nobody can erase holds no personal data. */
  private async record(tx: Tx, actor: Actor, subject: { type: string; id: string }, role: Role): Promise<void> {
    await this.journal.record(tx, actor, {
      type: 'member.invited',
      subject,
      changes: { role: { from: null, to: role } },
    });
  }
}
