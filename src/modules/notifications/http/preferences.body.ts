import { LOCALES, type Locale } from '../../../kernel/text/index.js';
import { LOCAL_TIME } from '../../../kernel/time/index.js';
import { ListOf, Nested, OneOf, Pattern, Text, TimeZone } from '../../../platform/http/index.js';
import { EMAIL_CHOICES, type EmailChoice, type NotificationClass } from '../domain/notification-classes.js';

const DEFAULTS = 'The default of the class when left out.';

// A class without its field does not compile.
export class EmailChoicesBody implements Record<NotificationClass, EmailChoice | null | undefined> {
  @OneOf(EMAIL_CHOICES, { optional: true, description: `Work given to you. ${DEFAULTS}` })
  assignments!: EmailChoice | null | undefined;

  @OneOf(EMAIL_CHOICES, { optional: true, description: `What is due soon or late. ${DEFAULTS}` })
  deadlines!: EmailChoice | null | undefined;

  @OneOf(EMAIL_CHOICES, { optional: true, description: `Items that are opened or move on. ${DEFAULTS}` })
  progress!: EmailChoice | null | undefined;

  @OneOf(EMAIL_CHOICES, { optional: true, description: 'What waits for your answer: always `immediately`.' })
  escalations!: EmailChoice | null | undefined;
}

export class QuietHoursBody {
  @Pattern(LOCAL_TIME, '22:00')
  from!: string;

  @Pattern(LOCAL_TIME, '07:00', { description: 'The first minute that is not quiet; may be on the next day.' })
  until!: string;
}

export class WorkspaceChoicesBody {
  @Text({ max: 100, description: 'Slug of a workspace of yours.' })
  workspace!: string;

  @Nested(() => EmailChoicesBody)
  email!: EmailChoicesBody;
}

export class NotificationPreferencesBody {
  @OneOf(LOCALES, { optional: true, description: 'Of letters. In every language when left out.' })
  locale?: Locale | null;

  @TimeZone({ optional: true, description: 'That of your working time, else the workspace’s, when left out.' })
  timeZone?: string | null;

  @Nested(() => QuietHoursBody, { optional: true, description: 'When no letter is sent, but for escalations.' })
  quietHours?: QuietHoursBody | null;

  @Pattern(LOCAL_TIME, '08:00', { optional: true, description: 'When the digest of the day is sent; 08:00.' })
  digestAt?: string | null;

  @Nested(() => EmailChoicesBody, { optional: true })
  email?: EmailChoicesBody | null;

  @ListOf(() => WorkspaceChoicesBody, { optional: true, description: 'What differs in some workspaces.' })
  workspaces?: WorkspaceChoicesBody[] | null;
}
