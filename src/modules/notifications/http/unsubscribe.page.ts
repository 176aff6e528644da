import type { Locale, Localised } from '../../../kernel/text/index.js';

const TITLE: Localised = { en: 'Stop letters from Shewhart', 'zh-CN': '停止接收 Shewhart 邮件' };
const ASK: Localised = {
  en: 'You will get no more letters of this kind. In the product you are told all the same.',
  'zh-CN': '您将不再收到此类邮件;产品内的通知不受影响。',
};
const STOP: Localised = { en: 'Stop these letters', 'zh-CN': '停止接收' };
const DONE: Localised = {
  en: 'Done: you will get no more letters of this kind. Your preferences turn them on again.',
  'zh-CN': '完成:您将不再收到此类邮件。可在通知偏好中重新开启。',
};

/** Asks before it acts: programs that look at every link in a letter must not end it. */
export function askPage(locale: Locale, nonce: string): string {
  // Without an action the form goes to the address of the page, token and all.
  return page(locale, nonce, `<p>${ASK[locale]}</p><form method="post"><button>${STOP[locale]}</button></form>`);
}

export function donePage(locale: Locale, nonce: string): string {
  return page(locale, nonce, `<p>${DONE[locale]}</p>`);
}

function page(locale: Locale, nonce: string, body: string): string {
  return `<!doctype html>
<html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${TITLE[locale]}</title>
<style nonce="${nonce}">body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem}</style>
<h1>${TITLE[locale]}</h1>
${body}
</html>
`;
}
