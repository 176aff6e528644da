import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor, Role, WorkspaceRef } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import { emailProblems } from '../domain/email-letters.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { Membership } from '../persistence/membership.entity.js';

/** Somebody whom another house vouches for. */
export interface Vouched {
  /** `sso:` and the provider's id; with the subject it names an account for ever. */
  readonly providerId: string;
  readonly subject: string;
  /** As `readEmail` answers it. */
  readonly email: string;
  readonly name: string;
  /** The role that his groups give him. */
  readonly role: Role;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Lets somebody into a workspace on another house's word: known, linked, or with an account made on the spot. */
@Injectable()
export class AdmitPerson {
  constructor(
    private readonly journal: Journal,
    private readonly accounts: AccountsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the person's id
   * @throws DomainError sso_not_linked, sso_email_refused
   */
  async run(tx: Tx, workspace: WorkspaceRef, vouched: Vouched, requestId: string): Promise<string> {
    // Two first sign-ins at once make one account.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`admit ${vouched.email}`]);
    const known = await this.findAccount(tx, vouched);
    const person = known ?? (await this.link(tx, workspace, vouched)) ?? (await this.create(tx, vouched));
    const actor = (role: Role): Actor => {
      return { userId: person.id, name: person.name, role, workspace, source: 'api', requestId, locale: 'en' };
    };
    await this.giveRole(tx, actor, workspace.id, person.id, vouched.role);
    if (!known) {
      const event = { type: 'member.linked_to_sso', subject: { type: 'member', id: person.id } };
      await this.journal.record(tx, actor(vouched.role), event);
    }
    return person.id;
  }

  private async findAccount(tx: Tx, { providerId, subject }: Vouched): Promise<Person | undefined> {
    const rows = await tx.query<Person[]>(
      `SELECT u.id, u.name FROM accounts a JOIN users u ON u.id = a.user_id
       WHERE a.provider_id = $1 AND a.account_id = $2`,
      [providerId, subject],
    );
    return rows[0];
  }

  /**
   * An account with the same address is taken for the same person only where that gives the workspace nothing it does
   * not have: he is its member already and belongs to no other. Else its provider could open other houses' doors.
   */
  private async link(tx: Tx, workspace: WorkspaceRef, vouched: Vouched): Promise<Person | undefined> {
    const rows = await tx.query<(Person & { isOurs: boolean })[]>(
      `SELECT u.id, u.name, m.user_id IS NOT NULL AND NOT doors.belongs_elsewhere(u.id, $2) AS "isOurs"
       FROM users u LEFT JOIN memberships m ON m.user_id = u.id AND m.workspace_id = $2 WHERE u.email = $1`,
      [vouched.email, workspace.id],
    );
    const [person] = rows;
    if (person && !person.isOurs) throw new DomainError('sso_not_linked');
    if (person) await this.addAccount(tx, person.id, vouched);
    return person;
  }

  private async create(tx: Tx, vouched: Vouched): Promise<Person> {
    if (emailProblems(vouched.email).length > 0) throw new DomainError('sso_email_refused');
    if (await this.accounts.hasLookAlike(tx, vouched.email)) throw new DomainError('sso_not_linked');
    const person = { id: await this.accounts.createPerson(tx, vouched), name: vouched.name };
    await this.addAccount(tx, person.id, vouched);
    return person;
  }

  private async addAccount(tx: Tx, userId: string, { providerId, subject }: Vouched): Promise<void> {
    await tx.query('INSERT INTO accounts (account_id, provider_id, user_id, updated_at) VALUES ($1, $2, $3, now())', [
      subject,
      providerId,
      userId,
    ]);
  }

  /** At every sign-in, so that who leaves a group loses what it gave. The last admin stays: nobody could mend it. */
  private async giveRole(
    tx: Tx,
    actor: (role: Role) => Actor,
    workspaceId: string,
    userId: string,
    role: Role,
  ): Promise<void> {
    const current = await tx.findOne(Membership, {
      where: { workspaceId, userId },
      lock: { mode: 'pessimistic_write' },
    });
    if (current?.role === role) return;
    if (current?.role === 'admin' && !(await this.hasOtherAdmin(tx, workspaceId, userId))) return;
    if (current) await tx.update(Membership, { workspaceId, userId }, { role });
    else await tx.insert(Membership, { workspaceId, userId, role, createdAt: this.clock.now() });
    await this.journal.record(tx, actor(role), {
      type: current ? 'member.role_changed' : 'member.joined',
      subject: { type: 'member', id: userId },
      changes: { role: { from: current?.role ?? null, to: role }, by: { from: null, to: 'sso' } },
    });
  }

  private hasOtherAdmin(tx: Tx, workspaceId: string, userId: string): Promise<boolean> {
    return tx
      .createQueryBuilder(Membership, 'm')
      .where("m.workspace_id = :workspaceId AND m.role = 'admin' AND m.user_id <> :userId", { workspaceId, userId })
      .getExists();
  }
}
