import type { DependencyRow } from '../queries/list-dependencies.query.js';
import type { ScheduledRecord } from '../queries/owed-records.query.js';

export class LinkedRecordView {
  /** `task` or `milestone` */
  kind!: string;
  id!: string;
  title!: string;
  status!: string;
  dueOn!: string;

  static of({ kind, record }: ScheduledRecord): LinkedRecordView {
    const { id, title, status, dueOn } = record;
    return { kind, id, title, status, dueOn };
  }
}

export class DependencyView {
  id!: string;
  itemKey!: string;
  /** What has to be finished first. */
  predecessor!: LinkedRecordView | null;
  /** What waits for it. */
  successor!: LinkedRecordView | null;
  /** Working days in between, of who owes the successor. */
  lagDays!: number;
  createdAt!: string;

  static of({ dependency, itemKey, predecessor, successor }: DependencyRow): DependencyView {
    return {
      id: dependency.id,
      itemKey,
      predecessor: predecessor && LinkedRecordView.of(predecessor),
      successor: successor && LinkedRecordView.of(successor),
      lagDays: dependency.lagDays,
      createdAt: dependency.createdAt.toISOString(),
    };
  }
}
