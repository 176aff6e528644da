import type { Page } from '../../../platform/database/index.js';
import type { WorkRow } from '../queries/my-work.query.js';

/** How to report on the row: send the change with the row's version in If-Match. */
export class WorkActionView {
  method!: string;
  path!: string;
}

export class WorkRowView {
  /** `task` or `milestone` */
  kind!: string;
  id!: string;
  workspace!: string;
  itemKey!: string;
  title!: string;
  dueOn!: string;
  overdue!: boolean;
  status!: string;
  version!: number;
  action!: WorkActionView;

  static of(row: WorkRow): WorkRowView {
    const path = `/api/v1/workspaces/${row.workspace}/${row.kind}s/${row.id}`;
    return { ...row, action: { method: 'PATCH', path } };
  }
}

export class WorkPageView {
  rows!: WorkRowView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<WorkRow>): WorkPageView {
    return { rows: rows.map((row) => WorkRowView.of(row)), nextCursor };
  }
}
