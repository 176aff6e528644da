import { localise, type Locale } from '../../../kernel/text/index.js';
import { DELAY_SENTENCES, KIND_NAMES } from '../domain/delay-sentence.js';
import type { PlanShown } from '../queries/show-plan.query.js';

export class PlanRowView {
  /** `task` or `milestone` */
  kind!: string;
  id!: string;
  title!: string;
  status!: string;
  plannedStart!: string;
  plannedFinish!: string;
  projectedStart!: string;
  /** The day on which it was finished, or is to be expected to be. */
  projectedFinish!: string;
  /** Working days by which it can end later without moving the item's finish; null for what is finished. */
  slack!: number | null;
  /** Whether any further delay of it moves the item's finish. */
  critical!: boolean;
  /** The record that decides when this one ends, where it is not its own date. */
  drivenBy!: string | null;

  static of({ row, scheduled: { kind, record } }: PlanShown['rows'][number]): PlanRowView {
    const { plannedStart, plannedFinish, projectedStart, projectedFinish, slack, critical, driver } = row;
    const { id, title, status } = record;
    const drivenBy = typeof driver === 'object' ? driver.predecessorId : null;
    const dates = { plannedStart, plannedFinish, projectedStart, projectedFinish };
    return { kind, id, title, status, ...dates, slack, critical, drivenBy };
  }
}

export class DelayView {
  /** `late`, `standing`, `crowded` or `beyond` */
  because!: string;
  /** Of the task or milestone by which the finish moves; null where the clock of the item itself stands. */
  recordId!: string | null;
  /** Working days by which that record is behind its own day. */
  workingDays!: number;
  /** In the reader's language. */
  sentence!: string;
}

export class PlanView {
  /** In the order in which they can be done. */
  rows!: PlanRowView[];
  /** The item's own, or the last day that is planned below it; null when there is neither. */
  plannedFinish!: string | null;
  projectedFinish!: string | null;
  /** What moves the finish; null while it stands. */
  delay!: DelayView | null;

  static of(plan: PlanShown, locale: Locale): PlanView {
    const { rows, plannedFinish, projectedFinish } = plan;
    return {
      rows: rows.map((row) => PlanRowView.of(row)),
      plannedFinish,
      projectedFinish,
      delay: delayIn(plan, locale),
    };
  }
}

function delayIn(
  { delay, delayedBy, title, plannedFinish, projectedFinish }: PlanShown,
  locale: Locale,
): DelayView | null {
  if (delay === null) return null;
  const sentence = localise(DELAY_SENTENCES[delay.because], locale, {
    what: KIND_NAMES[delayedBy?.kind ?? 'item'],
    title: delayedBy?.record.title ?? title,
    days: delay.workingDays,
    from: plannedFinish ?? '',
    to: projectedFinish ?? '',
  });
  return { ...delay, sentence };
}
