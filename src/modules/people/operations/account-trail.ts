import { Injectable } from '@nestjs/common';

import type { Actor, Role } from '../../../kernel/actor/index.js';
import { serving, Transactions, type Tx } from '../../../platform/database/index.js';
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
 * An account belongs to no workspace, so what happens to it stands in the trail of each one its person belongs to. A
 * transaction serves one workspace alone: the first is written in that of the change, and the others right after it.
 */
@Injectable()
export class AccountTrail {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
  ) {}

  /**
   * Writes the entry where the transaction may; from here on it serves that workspace.
   *
   * @param also what is to be done in each of the workspaces beside
   * @returns what is left to be done once the transaction has committed
   */
  async record(
    tx: Tx,
    person: AccountActor,
    entry: AccountEntry,
    also: (tx: Tx) => Promise<unknown> = async () => undefined,
  ): Promise<() => Promise<void>> {
    const workspaces = await tx.query<Row[]>(
      'SELECT id, slug, time_zone AS "timeZone", role FROM doors.workspaces_of($1, NULL)',
      [person.userId],
    );
    const here = await this.chosen(tx, workspaces);
    const write = async (in_: Tx, workspace: Row): Promise<void> => {
      await also(in_);
      await this.journal.record(in_, actorIn(workspace, person, entry.by), {
        type: entry.type,
        changes: entry.changes,
        subject: { type: 'member', id: person.userId },
      });
    };
    if (here) await write(tx, here);
    return async () => {
      for (const workspace of workspaces.filter((one) => one !== here)) {
        await serving(workspace.id, () => this.transactions.run((theirs) => write(theirs, workspace)));
      }
    };
  }

  private async chosen(tx: Tx, workspaces: readonly Row[]): Promise<Row | undefined> {
    const [row] = await tx.query<{ served: string | null }[]>(
      `SELECT nullif(current_setting('shewhart.workspace', true), '') AS served`,
    );
    const served = row?.served ?? null;
    if (served !== null) return workspaces.find(({ id }) => id === served);
    const [first] = workspaces;
    if (first) await this.transactions.serveFromHere(tx, first.id);
    return first;
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
