import type { Locale } from '../../../kernel/text/index.js';
import type { Page } from '../../../platform/database/index.js';
import { textOf } from '../domain/notification-texts.js';
import type { NotificationRow } from '../queries/list-notifications.query.js';

export class NotificationView {
  id!: string;
  workspace!: string;
  /** The type of the event: `task.overdue`. */
  kind!: string;
  /** In the reader's language. */
  text!: string;
  itemKey!: string | null;
  subjectType!: string;
  subjectId!: string;
  createdAt!: string;
  readAt!: string | null;

  static of(row: NotificationRow, locale: Locale): NotificationView {
    const { id, workspace, kind, subjectType, subjectId, params } = row;
    return {
      id,
      workspace,
      kind,
      text: textOf(kind, params, locale),
      itemKey: typeof params['itemKey'] === 'string' ? params['itemKey'] : null,
      subjectType,
      subjectId,
      createdAt: row.createdAt.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
    };
  }
}

export class NotificationPageView {
  rows!: NotificationView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<NotificationRow>, locale: Locale): NotificationPageView {
    return { rows: rows.map((row) => NotificationView.of(row, locale)), nextCursor };
  }
}
