/** The noun for messages such as "There is no such notification". */
export const NOTIFICATION = { en: 'notification', 'zh-CN': '通知' };

const ADDRESS = /[^\s<>"'()[\]]+@[^\s<>"'()[\]]+/g;

/** What a mail server said, without the addresses that it may have repeated. */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, '…');
}
