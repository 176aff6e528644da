import { localise, type Localised, type Locale } from '../../../kernel/text/index.js';
import type { ProblemView } from '../../../platform/http/index.js';

const TITLE: Localised = { en: 'You are not signed in', 'zh-CN': '未能登录' };
const AGAIN: Localised = { en: 'Try again', 'zh-CN': '重试' };
const REQUEST: Localised = {
  en: 'For your administrator: {code}, request {id}',
  'zh-CN': '供管理员查询:{code},请求编号 {id}',
};

/** What somebody sees who came by a browser and is not let in. */
export function refusalPage(problem: ProblemView, again: string, locale: Locale, nonce: string): string {
  const { detail, code, requestId } = problem;
  return `<!doctype html>
<html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${TITLE[locale]}</title>
<style nonce="${nonce}">body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem}
small{color:#555}</style>
<h1>${TITLE[locale]}</h1>
<p>${escaped(detail)}</p>
<p><a href="${escaped(again)}">${AGAIN[locale]}</a></p>
<p><small>${escaped(localise(REQUEST, locale, { code, id: requestId }))}</small></p>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
