import { priorityOf } from '../domain/item-fields.js';
import type { Page } from '../../../platform/database/index.js';
import type { PermittedRow } from '../queries/list-items.query.js';
import type { ShownItem } from '../queries/show-item.query.js';

export class ItemView {
  id!: string;
  key!: string;
  title!: string;
  problem!: string;
  type!: string;
  source!: string | null;
  scene!: string | null;
  module!: string | null;
  scopeOfImpact!: string | null;
  impact!: number | null;
  urgency!: number | null;
  /** Impact × urgency, 1 to 9. */
  priority!: number | null;
  severity!: string | null;
  classification!: string | null;
  classifiedBy!: string | null;
  ownerId!: string | null;
  sponsorId!: string | null;
  /** The department it belongs to. */
  unitId!: string | null;
  goalMetric!: string | null;
  goalUnit!: string | null;
  goalBaseline!: number | null;
  goalTarget!: number | null;
  goalDate!: string | null;
  plannedFinish!: string | null;
  /** Since when the planned finish stands, because the item is on hold or waits for an approval that its owner cannot give. */
  finishStoppedOn!: string | null;
  keyResult!: string | null;
  stage!: string;
  status!: string;
  cycle!: number;
  loop!: number;
  dismissalKind!: string | null;
  duplicateOf!: string | null;
  triggerRuleId!: string | null;
  /** Which series of that rule, such as the module that feedback is about. */
  triggerSeries!: string;
  createdBy!: string | null;
  createdAt!: string;
  changedAt!: string;
  closedAt!: string | null;
  version!: number;
  confidential!: boolean;
  /** What the reader may do to it and below it: `items.write`, `plan.approve` … */
  permitted!: string[];

  static of({ item, permitted }: ShownItem): ItemView {
    const { workspaceId: _workspace, wentOnAt: _wentOn, createdAt, changedAt, closedAt, ...shown } = item;
    return {
      ...shown,
      permitted: [...permitted],
      priority: priorityOf(item),
      createdAt: createdAt.toISOString(),
      changedAt: changedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    };
  }
}

export class ItemRowView {
  id!: string;
  key!: string;
  title!: string;
  type!: string;
  stage!: string;
  status!: string;
  severity!: string | null;
  impact!: number | null;
  urgency!: number | null;
  ownerId!: string | null;
  ownerName!: string | null;
  unitId!: string | null;
  plannedFinish!: string | null;
  cycle!: number;
  changedAt!: string;
  version!: number;
  /** What the reader may do to it and below it. */
  permitted!: string[];
}

export class ItemPageView {
  rows!: ItemRowView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<PermittedRow>): ItemPageView {
    return {
      rows: rows.map(({ sponsorId: _sponsor, team: _team, ...row }) => ({
        ...row,
        permitted: [...row.permitted],
        changedAt: row.changedAt.toISOString(),
      })),
      nextCursor,
    };
  }
}
