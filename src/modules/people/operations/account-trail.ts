import { Injectable } from '@nestjs/common';

import type { Actor, Role } from '../../../kernel/actor/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal, type JournalEntry } from '../../audit/index.js';

/** Whose account it is, and the request that changes it. */
export interface AccountActor {
  readonly userId: string;
  readonly name: string;
  readonly requestId: string;
}

export interface AccountEntry extends Pick<JournalEntry, 'type' | 'changes'> {
  /** `system` when the product itself acts on the account. */
  readonly by?: 'person' | 'system';
}

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly role: Role;
}

/**
 * An account belongs to no workspace, so what happens to it stands in the trail of each one its person belongs to: in
 * all of them, with the change, or in none.
 */
@Injectable()
export class AccountTrail {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  /** @param also what is to be done in each of the workspaces beside */
  async record(
    tx: Tx,
    person: AccountActor,
    entry: AccountEntry,
    also: () => Promise<unknown> = async () => undefined,
  ): Promise<void> {
    const workspaces = await tx.query<Row[]>(
      'SELECT id, slug, time_zone AS "timeZone", role FROM doors.workspaces_of($1, NULL)',
      [person.userId],
    );
    for (const workspace of workspaces) {
      await this.transactions.alsoServing(tx, workspace.id, async () => {
        await also();
        await this.journal.record(tx, actorIn(workspace, person, entry.by), {
          type: entry.type,
          changes: entry.changes,
          subject: { type: 'member', id: person.userId },
        });
      });
    }
  }
}

function actorIn(
  { role, ...workspace }: Row,
  { userId, name, requestId }: AccountActor,
  by: AccountEntry['by'] = 'person',
): Actor {
  const shared = { workspace, source: 'api', requestId, locale: 'en' } as const;
  if (by === 'system') return { ...shared, userId: null, name: 'system', role: 'system' };
  return { ...shared, userId, name, role };
}
