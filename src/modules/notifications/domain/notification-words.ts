/** The noun for messages such as "There is no such notification". */
export const NOTIFICATION = { en: 'notification', 'zh-CN': '通知' };

const ADDRESS = /[^\s<>"'()[\]]+@[^\s<>"'()[\]]+/g;

/** What a mail server said, without the addresses that it may have repeated. */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, '…');
}

/** Where PostgreSQL says whom something was told: ids of people, divided by commas. */
export const LIVE_CHANNEL = 'notifications';
