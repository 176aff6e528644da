import type { Localised, MessageParams } from '../../../kernel/text/index.js';
import type { NotificationClass } from './notification-classes.js';
import { NOTIFICATION_CLASSES } from './notification-classes.js';
import { NOTIFICATION_TEXTS, type NotificationKind } from './notification-texts.js';

/** One thing a letter tells. */
export interface News {
  /** Name of the workspace. */
  readonly workspace: string;
  readonly class: NotificationClass;
  readonly kind: NotificationKind;
  readonly params: MessageParams;
}

interface Line {
  readonly text: Localised;
  readonly params?: MessageParams;
}

/** The shape that the mail sender renders. */
export interface NotificationLetter {
  readonly subject: Localised;
  readonly paragraphs: readonly Localised[];
  readonly sections: readonly { readonly title: Line; readonly lines: readonly Line[] }[];
  readonly closing: readonly Localised[];
  readonly params: MessageParams;
  readonly unsubscribe?: string;
}

/** More than this of one kind nobody reads in a letter; the product has them all. */
const LINES = 50;

const TITLES: Readonly<Record<NotificationClass, Localised>> = {
  escalations: { en: 'Waiting for you', 'zh-CN': '等待您处理' },
  assignments: { en: 'Given to you', 'zh-CN': '指派给您' },
  deadlines: { en: 'Deadlines', 'zh-CN': '期限' },
  progress: { en: 'Progress', 'zh-CN': '进展' },
};
const TITLE: Localised = { en: '{workspace}: {class}', 'zh-CN': '{workspace}:{class}' };
const MORE: Localised = { en: '… and {count} more', 'zh-CN': '……另有 {count} 条' };
const COUNT: Localised = {
  en: '{count} notifications from {workspace}',
  'zh-CN': '来自 {workspace} 的 {count} 条通知',
};
const DIGEST: Localised = { en: 'Your digest: {count} notifications', 'zh-CN': '您的每日摘要:{count} 条通知' };
const ALWAYS: Localised = {
  en: 'You get this letter because somebody waits for your answer. Letters of this kind cannot be switched off.',
  'zh-CN': '您收到此邮件是因为有人在等待您的答复。此类邮件无法关闭。',
};
const STOP: Localised = {
  en: 'No more letters of this kind: {unsubscribe}',
  'zh-CN': '不再接收此类邮件:{unsubscribe}',
};

/**
 * The letter that tells this news, at least one thing.
 *
 * @param unsubscribe the address that ends letters of this kind; undefined for a letter that always comes
 */
export function notificationLetter(
  news: readonly [News, ...News[]],
  isDigest: boolean,
  unsubscribe: string | undefined,
): NotificationLetter {
  const [first] = news;
  const isSingle = news.length === 1 && !isDigest;
  const about = { count: news.length, workspace: first.workspace };
  return {
    subject: isSingle ? NOTIFICATION_TEXTS[first.kind] : isDigest ? DIGEST : COUNT,
    paragraphs: [],
    sections: sectionsOf(news),
    closing: [unsubscribe === undefined ? ALWAYS : STOP],
    params: { ...(isSingle ? first.params : about), ...(unsubscribe !== undefined && { unsubscribe }) },
    ...(unsubscribe !== undefined && { unsubscribe }),
  };
}

function sectionsOf(news: readonly News[]): NotificationLetter['sections'] {
  const workspaces = [...new Set(news.map(({ workspace }) => workspace))];
  const urgentFirst = NOTIFICATION_CLASSES.toReversed();
  return workspaces.flatMap((workspace) =>
    urgentFirst.flatMap((name) => {
      const mine = news.filter((one) => one.workspace === workspace && one.class === name);
      if (mine.length === 0) return [];
      const shown: Line[] = mine
        .slice(0, LINES)
        .map(({ kind, params }) => ({ text: NOTIFICATION_TEXTS[kind], params }));
      const rest = mine.length - shown.length;
      const title = { text: TITLE, params: { workspace, class: TITLES[name] } };
      return [{ title, lines: rest > 0 ? [...shown, { text: MORE, params: { count: rest } }] : shown }];
    }),
  );
}
