import type { Localised, MessageParams } from '../../../kernel/text/index.js';
import type { DueState, LocalDate } from '../../../kernel/time/index.js';
import type { WorkSection } from './work-section.js';

/** A sentence in every language, with what it names. */
export interface Sentence {
  readonly message: Localised;
  readonly params?: MessageParams;
}

/** One thing a person owes, as its source tells it. */
export interface OwedRow {
  /** Name of the source: `task`, `waiver_to_approve`. */
  readonly kind: string;
  readonly id: string;
  readonly itemKey: string | null;
  readonly title: string;
  /** Last day in time, in the zone of who owes it. */
  readonly dueOn: LocalDate | null;
  readonly stoppedOn: LocalDate | null;
  /** Since when it stands there. */
  readonly since: Date;
  readonly status: string;
  /** What the clearing call sends in If-Match; null where it takes none. */
  readonly version: number | null;
  /** What the source alone knows how to read. */
  readonly detail: string | null;
  /** How many open records of others wait for it. */
  readonly waiting: number;
  readonly section: WorkSection;
  /** What it is sorted by within its section. */
  readonly day: LocalDate;
}

/** The call that clears a row: `path` below the workspace, `body` as it is or to be filled in where a text is empty. */
export interface Clearing {
  readonly name: Localised;
  readonly method: 'PATCH' | 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
}

/** One thing a person owes, as the list shows it. */
export interface WorkRow extends OwedRow {
  /** Slug. */
  readonly workspace: string;
  /** Null where no day is set. */
  readonly state: DueState | null;
  /** Working days; 1 on the first day late. */
  readonly overdueDays: number;
  readonly why: Sentence;
  readonly clearing: Clearing;
  /** Whose approval it is, when that person handed it over. */
  readonly onBehalfOf: string | null;
}
