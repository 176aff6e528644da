import { Day, Id } from '../../../platform/http/index.js';

export class CalendarDaysQueryString {
  @Day({ description: 'First day.' })
  from!: string;

  @Day({ description: 'Last day, at most 400 days on.' })
  to!: string;
}

export class ListAbsencesQueryString {
  @Id({ optional: true, description: 'Whose.' })
  userId?: string;

  @Day({ optional: true, description: 'Only those that last until this day or longer.' })
  from?: string;

  @Day({ optional: true, description: 'Only those that begin by this day.' })
  to?: string;
}
