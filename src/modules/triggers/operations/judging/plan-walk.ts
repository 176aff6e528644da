import type { PeriodCalendar } from '../../domain/period-calendar.js';
import type { Machine } from '../../domain/machine.js';
import type { TriggerSeries } from '../../persistence/trigger-series.entity.js';

/** Where the walk over a series begins. */
export interface Start {
  /** Start of the first period to judge, in milliseconds. */
  readonly first: number;
  /** As it stood before; null to begin anew. */
  readonly machine: Machine | null;
  /** Periods that begin earlier are never worse. */
  readonly since: number;
  /** Findings from the first period on are to be held against what was found before. */
  readonly anew: boolean;
}

/** A period from which a walk can begin again: what stood after it. */
export interface Checkpoint {
  readonly periodStart: Date;
  readonly machine: Machine;
}

/**
 * Goes on after the newest judged period; where values have come for judged ones, from the last finding before them. What
 * was before a person ended the item is settled and is not judged again.
 *
 * @param newest start of the newest period with a value, where a rule begins that has judged nothing yet
 */
export function startOf(
  series: TriggerSeries,
  calendar: PeriodCalendar,
  newest: number,
  checkpoint: Checkpoint | null,
): Start {
  const since = series.countsFrom?.getTime() ?? -Infinity;
  const { machine, judgedUntil, judgedFrom, rejudgeFrom } = series;
  if (machine === null || judgedUntil === null || judgedFrom === null) {
    return { first: newest, machine: null, since, anew: false };
  }
  const next = calendar.endOf(judgedUntil.getTime());
  if (rejudgeFrom === null || rejudgeFrom > judgedUntil) return { first: next, machine, since, anew: false };
  if (checkpoint && checkpoint.periodStart.getTime() >= since) {
    return { first: calendar.endOf(checkpoint.periodStart.getTime()), machine: checkpoint.machine, since, anew: true };
  }
  if (since > -Infinity) return afterEnd(series, calendar, since, next);
  return { first: judgedFrom.getTime(), machine: null, since, anew: true };
}

/** The first period that counts after an item was ended by hand; cool-down runs from there. */
function afterEnd({ machine }: TriggerSeries, calendar: PeriodCalendar, since: number, next: number): Start {
  const begun = calendar.startOf(since);
  const first = begun === since ? begun : calendar.endOf(begun);
  if (machine === null || first >= next) return { first: next, machine, since, anew: false };
  const position = machine.position - calendar.between(first, next).length;
  const fresh: Machine = {
    ...machine,
    state: 'normal',
    quiet: 0,
    stable: 0,
    healthy: 0,
    position,
    recoveredAt: position,
  };
  return { first, machine: fresh, since, anew: true };
}
