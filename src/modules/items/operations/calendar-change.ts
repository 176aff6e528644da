import type { OutboxEvent } from '../../../platform/outbox/index.js';

/** After which a day may be another day than it was, for everybody in the workspace or for one person. */
export const CALENDAR_EVENTS = [
  'calendar.created',
  'calendar.changed',
  'calendar.day_set',
  'calendar.days_imported',
  'working_time.changed',
  'unit.calendar_set',
  'unit.changed',
  'member.placed',
  'absence.recorded',
  'absence.cancelled',
];

/** Whose days changed; null for everybody's. */
export function whoseDaysChanged({ payload }: OutboxEvent): string | null {
  if (payload.subjectType === 'member') return payload.subjectId;
  const userId = payload['userId'];
  return typeof userId === 'string' ? userId : null;
}
