import {
  type Deadline,
  deadlineOf,
  type LocalDate,
  resumed,
  stopped,
  type WorkingCalendar,
} from '../../../kernel/time/index.js';
import type { Status } from './item-words.js';

/**
 * What an item's state does to the deadline of something owed below it (E-06, L-15): on hold its clock stands, once the
 * item or its cycle is over it is owed no more, otherwise it runs, unless the record has a reason of its own to stand.
 */
export function deadlineBelow(
  item: { readonly status: Status; readonly cycle: number },
  record: Deadline & { readonly cycle: number },
  standsByItself: boolean,
  today: LocalDate,
  calendar: WorkingCalendar,
): Deadline {
  const own = deadlineOf(record);
  if (record.cycle !== item.cycle) return { ...stopped(own, today), overdueSince: null };
  switch (item.status) {
    case 'active':
      return standsByItself ? stopped(own, today) : resumed(own, today, calendar);
    case 'on_hold':
      return stopped(own, today);
    case 'closed':
    case 'dismissed':
    case 'cancelled':
      return { ...stopped(own, today), overdueSince: null };
  }
}
