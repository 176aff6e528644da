import type { Localised } from '../../../kernel/text/index.js';
import type { ItemAction } from '../../people/index.js';
import { assigned } from '../domain/assigned.js';
import type { Clearing, OwedRow } from '../domain/work-row.js';
import type { WorkQuestion } from './work-question.js';
import type { WorkSelection, WorkSource } from './work-source.js';

/** Only items that are worked on, in their present cycle. */
export const OF_ITEM_AT_WORK = `JOIN items i ON i.id = t.item_id AND i.cycle = t.cycle AND i.status = 'active'`;
export const OF_NO_ITEM = 'LEFT JOIN items i ON false';

/** What is particular to one kind of dated record that names who owes it; SQL on `t`, and on `i` for its item. */
export interface AssignedKind {
  readonly table: string;
  readonly belonging: typeof OF_ITEM_AT_WORK | typeof OF_NO_ITEM;
  /** Column of who owes it. */
  readonly owedBy: 'assignee_id' | 'owner_id';
  /** Whether somebody still owes it. */
  readonly isOwed: string;
  /** What the policy must let the person do; left out for what belongs to no item. */
  readonly requires?: ItemAction;
  /** Columns that not every kind has; `detail` may say whose decision it waits for. */
  readonly columns?: Pick<WorkSelection, 'stoppedOn' | 'overdueSince' | 'waiting' | 'detail'>;
  /** How it is reported done: with a PATCH of `<path>/{id}`. */
  readonly path: string;
  readonly done: { readonly name: Localised; readonly body: object };
}

/** The sources that are no more than dated records with who owes them. */
export abstract class AssignedRecords implements WorkSource {
  readonly requires: ItemAction | undefined;
  readonly isAssigned = true;
  readonly place = 'upcoming';
  readonly why = assigned;

  protected constructor(private readonly kind: AssignedKind) {
    this.requires = kind.requires;
  }

  select({ userId, workspaceId }: WorkQuestion): WorkSelection {
    const { table, belonging, owedBy, isOwed, columns } = this.kind;
    return {
      from: `${table} t ${belonging}`,
      where: `t.workspace_id = ${workspaceId} AND t.${owedBy} = ${userId} AND ${isOwed}`,
      id: 't.id',
      title: 't.title',
      since: 't.created_at',
      dueOn: 't.due_on',
      status: 't.status',
      version: 't.version',
      ...columns,
    };
  }

  clearing({ id }: OwedRow): Clearing {
    const { path, done } = this.kind;
    return { ...done, method: 'PATCH', path: `${path}/${id}` };
  }
}
