import type { FieldProblem } from '../../../kernel/errors/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import type { LocalTime } from '../../../kernel/time/index.js';
import {
  ALWAYS_ON,
  DEFAULT_CHOICES,
  type EmailChoice,
  type EmailChoices,
  NOTIFICATION_CLASSES,
  type NotificationClass,
} from './notification-classes.js';
import type { QuietHours } from './quiet-hours.js';

/** Only what a person chose himself; the rest is as it is for everybody. */
export type ChosenEmail = Readonly<Partial<Record<NotificationClass, EmailChoice>>>;

/** How one person wants to be told by e-mail. */
export interface NotificationSettings {
  /** Null: letters are written in every language. */
  readonly locale: Locale | null;
  /** IANA zone of quiet hours and digest. Null: that of his working time, else the workspace's. */
  readonly timeZone: string | null;
  readonly quietHours: QuietHours | null;
  /** When the day's digest is sent. */
  readonly digestAt: LocalTime;
  readonly email: ChosenEmail;
  /** What differs in a workspace, by its id. */
  readonly workspaces: Readonly<Record<string, ChosenEmail>>;
  /** 0: nothing was chosen yet. */
  readonly version: number;
}

export const DEFAULT_SETTINGS: NotificationSettings = {
  locale: null,
  timeZone: null,
  quietHours: null,
  digestAt: '08:00',
  email: {},
  workspaces: {},
  version: 0,
};

/** What holds in a workspace: the word of the workspace goes before that of the person, and his before the default. */
export function choicesIn({ email, workspaces }: NotificationSettings, workspaceId: string | null): EmailChoices {
  const own = workspaceId === null ? {} : (workspaces[workspaceId] ?? {});
  return { ...DEFAULT_CHOICES, ...email, ...own, [ALWAYS_ON]: DEFAULT_CHOICES[ALWAYS_ON] };
}

/** The settings with the given classes switched off, in one workspace or wherever they come in the digest. */
export function withoutEmail(
  settings: NotificationSettings,
  what: { readonly workspaceId: string; readonly classes: readonly NotificationClass[] } | 'digest',
): Pick<NotificationSettings, 'email' | 'workspaces'> {
  const { email, workspaces } = settings;
  if (what !== 'digest') {
    const off = Object.fromEntries(what.classes.filter((name) => name !== ALWAYS_ON).map((name) => [name, 'off']));
    const own = { ...workspaces[what.workspaceId], ...off };
    return { email, workspaces: { ...workspaces, [what.workspaceId]: own } };
  }
  return {
    email: digestOff(choicesIn({ ...settings, workspaces: {} }, null), email),
    workspaces: Object.fromEntries(Object.entries(workspaces).map(([id, own]) => [id, digestOff(own, own)])),
  };
}

function digestOff(inForce: ChosenEmail, chosen: ChosenEmail): ChosenEmail {
  const put = NOTIFICATION_CLASSES.filter((name) => inForce[name] === 'digest');
  return { ...chosen, ...Object.fromEntries(put.map((name) => [name, 'off' as const])) };
}

const CANNOT_BE_OFF = {
  en: 'can only be "immediately": escalations wait for your answer and cannot be switched off or put off',
  'zh-CN': '只能为“immediately”:升级通知需要您答复,不能关闭或推迟',
};
const NO_SPAN = { en: 'must differ from quietHours.from', 'zh-CN': '不得与 quietHours.from 相同' };

/** What one field alone cannot tell. */
export function contradictionsIn(
  quietHours: QuietHours | null,
  choices: readonly { readonly field: string; readonly email: ChosenEmail }[],
): FieldProblem[] {
  const refused = choices.filter(({ email }) => (email[ALWAYS_ON] ?? 'immediately') !== 'immediately');
  return [
    ...(quietHours !== null && quietHours.from === quietHours.until
      ? [{ field: 'quietHours.until', code: 'empty_span', message: NO_SPAN }]
      : []),
    ...refused.map(({ field }) => ({ field: `${field}.${ALWAYS_ON}`, code: 'always_on', message: CANNOT_BE_OFF })),
  ];
}
