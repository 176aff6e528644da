import type { Actor } from '../../../kernel/actor/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Journal } from '../../audit/index.js';
import type { HeldRecord } from '../domain/holding.js';
import type { Holdings, Succession } from './holdings.js';

/** A person in a column of a table with `id`, `workspace_id` and `version`; SQL on `t`. */
export interface HoldingColumn {
  readonly table: string;
  readonly column: string;
  /** As the audit event names it: `assigneeId`. */
  readonly field: string;
  /** `task`: the event's subject, and its type's beginning. */
  readonly noun: string;
  readonly name: string;
  /** The column with the item; `t.id` for the item itself, NULL for what belongs to none. */
  readonly itemId: string;
  /** What is still open, and so held. */
  readonly isHeld: string;
  /** The column that says when it was changed last, if there is one. */
  readonly changedAt?: string;
}

/** The holdings that are no more than a column with a person's id. */
export abstract class ColumnHoldings implements Holdings {
  protected constructor(
    private readonly journal: Journal,
    private readonly held: HoldingColumn,
    private readonly clock: Clock,
  ) {}

  list(tx: Tx, workspaceId: string, userId: string): Promise<HeldRecord[]> {
    const { table, column, name, itemId, isHeld } = this.held;
    return tx.query<HeldRecord[]>(
      `SELECT t.id, ${name} AS name, ${itemId} AS "itemId",
         (SELECT i.key FROM items i WHERE i.id = ${itemId}) AS "itemKey"
       FROM ${table} t WHERE t.workspace_id = $1 AND t.${column} = $2 AND ${isHeld} ORDER BY t.id FOR UPDATE OF t`,
      [workspaceId, userId],
    );
  }

  async move(tx: Tx, actor: Actor, { id, itemId }: HeldRecord, { from, to }: Succession): Promise<void> {
    const { table, column, field, noun, changedAt } = this.held;
    await tx.query(
      `UPDATE ${table} SET ${column} = $1, version = version + 1${changedAt ? `, ${changedAt} = $4` : ''}
       WHERE workspace_id = $2 AND id = $3`,
      [to, actor.workspace.id, id, ...(changedAt ? [this.clock.now()] : [])],
    );
    await this.journal.record(tx, actor, {
      type: `${noun}.handed_over`,
      subject: { type: noun, id },
      itemId,
      changes: { [field]: { from, to } },
    });
  }
}
