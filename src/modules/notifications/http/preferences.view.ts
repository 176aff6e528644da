import type { Locale } from '../../../kernel/text/index.js';
import type { EmailChoice, EmailChoices, NotificationClass } from '../domain/notification-classes.js';
import { choicesIn } from '../domain/notification-settings.js';
import type { Preferences } from '../queries/notification-preferences.query.js';

export class EmailChoicesView implements Record<NotificationClass, EmailChoice> {
  assignments!: 'immediately' | 'digest' | 'off';
  deadlines!: 'immediately' | 'digest' | 'off';
  progress!: 'immediately' | 'digest' | 'off';
  /** Cannot be switched off. */
  escalations!: 'immediately' | 'digest' | 'off';

  static of({ assignments, deadlines, progress, escalations }: EmailChoices): EmailChoicesView {
    return { assignments, deadlines, progress, escalations };
  }
}

export class QuietHoursView {
  from!: string;
  until!: string;
}

export class WorkspaceChoicesView {
  workspace!: string;
  email!: EmailChoicesView;
}

export class NotificationPreferencesView {
  locale!: Locale | null;
  timeZone!: string | null;
  quietHours!: QuietHoursView | null;
  digestAt!: string;
  /** What holds where a workspace has nothing of its own. */
  email!: EmailChoicesView;
  /** Those with something of their own. */
  workspaces!: WorkspaceChoicesView[];
  /** For If-Match; 0 as long as nothing was chosen. */
  version!: number;

  static of({ settings, workspaces }: Preferences): NotificationPreferencesView {
    const { locale, timeZone, quietHours, digestAt, version } = settings;
    const own = workspaces.filter(({ id }) => settings.workspaces[id] !== undefined);
    return {
      locale,
      timeZone,
      quietHours,
      digestAt,
      email: EmailChoicesView.of(choicesIn(settings, null)),
      workspaces: own.map(({ id, slug }) => ({
        workspace: slug,
        email: EmailChoicesView.of(choicesIn(settings, id)),
      })),
      version,
    };
  }
}
