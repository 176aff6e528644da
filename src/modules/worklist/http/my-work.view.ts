import { localise, type Locale } from '../../../kernel/text/index.js';
import type { Page } from '../../../platform/database/index.js';
import type { WorkRow } from '../domain/work-row.js';
import { SECTION_NAMES } from '../domain/work-section.js';

/** The call that clears the row. */
export class WorkActionView {
  /** In the reader's language: "Report it done". */
  name!: string;
  method!: string;
  path!: string;
  /** To be sent as it is; a field that is empty or null is for the person to fill in. */
  body!: object;
  /** What to send in If-Match; null where the call takes none. */
  ifMatch!: string | null;
  /** What to send in On-Behalf-Of, where somebody handed his approvals over; else null. */
  onBehalfOf!: string | null;
}

export class WorkRowView {
  /** `task`, `milestone`, `rollout_step`, `waiver_to_approve` …: docs/my-work.md lists them. */
  kind!: string;
  /** Of the record that is owed. */
  id!: string;
  workspace!: string;
  /** Null for what belongs to no item. */
  itemKey!: string | null;
  title!: string;
  section!: string;
  /** The section in the reader's language. */
  sectionName!: string;
  /** Why it stands here, in the reader's language. */
  why!: string;
  dueOn!: string | null;
  overdue!: boolean;
  state!: 'upcoming' | 'due_today' | 'overdue' | null;
  /** Working days; 1 on the first day late. */
  overdueDays!: number;
  since!: string;
  status!: string;
  version!: number | null;
  action!: WorkActionView;

  static of(row: WorkRow, locale: Locale): WorkRowView {
    const { kind, id, workspace, itemKey, title, section, why, dueOn, state, overdueDays, since, status, version } =
      row;
    const { name, method, path, body } = row.clearing;
    return {
      kind,
      id,
      workspace,
      itemKey,
      title,
      section,
      sectionName: localise(SECTION_NAMES[section], locale),
      why: localise(why.message, locale, why.params),
      dueOn,
      overdue: section === 'overdue',
      state,
      overdueDays,
      since: since.toISOString(),
      status,
      version,
      action: {
        name: localise(name, locale),
        method,
        path: `/api/v1/workspaces/${workspace}/${path}`,
        body,
        ifMatch: version === null ? null : `"${version}"`,
        onBehalfOf: row.onBehalfOf,
      },
    };
  }
}

export class WorkPageView {
  rows!: WorkRowView[];
  nextCursor!: string | null;

  static of({ rows, nextCursor }: Page<WorkRow>, locale: Locale): WorkPageView {
    return { rows: rows.map((row) => WorkRowView.of(row, locale)), nextCursor };
  }
}
