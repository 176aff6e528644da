import type { Localised, Locale } from '../../../kernel/text/index.js';
import { PASSWORD_MIN } from '../domain/password-rules.js';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly label: Localised;
  readonly value?: string;
}

const PASSWORD: Field = {
  name: 'password',
  type: 'password',
  label: {
    en: `Password (${PASSWORD_MIN} characters or more)`,
    'zh-CN': `密码(至少 ${PASSWORD_MIN} 位)`,
  },
};

/** The page behind the link of the first start: a plain form, so that it works before anything else does. */
export function setupPage(locale: Locale, nonce: string): string {
  return page(locale, nonce, '/api/v1/setup', { en: 'Set up Shewhart', 'zh-CN': '初始化 Shewhart' }, [
    { name: 'name', type: 'text', label: { en: 'Your name', 'zh-CN': '您的姓名' } },
    { name: 'email', type: 'email', label: { en: 'E-mail', 'zh-CN': '电子邮箱' } },
    PASSWORD,
    { name: 'workspace.name', type: 'text', label: { en: 'Company', 'zh-CN': '公司' } },
    { name: 'workspace.slug', type: 'text', label: { en: 'Short name in addresses', 'zh-CN': '网址中的简称' } },
    { name: 'workspace.timeZone', type: 'text', label: { en: 'Time zone', 'zh-CN': '时区' }, value: 'Asia/Shanghai' },
  ]);
}

/** The page behind an invitation. */
export function joinPage(locale: Locale, nonce: string): string {
  const title = { en: 'Join Shewhart', 'zh-CN': '加入 Shewhart' };
  return page(locale, nonce, '/api/v1/invitations/accept', title, [PASSWORD]);
}

/** The page behind a link for a new password. */
export function resetPage(locale: Locale, nonce: string): string {
  const title = { en: 'Set a new password', 'zh-CN': '重设密码' };
  return page(locale, nonce, '/api/v1/password-reset/complete', title, [PASSWORD]);
}

const SUBMIT: Localised = { en: 'Save', 'zh-CN': '保存' };
const DONE: Localised = {
  en: 'Done. Sign in with POST /api/v1/auth/sign-in/email; the API is described at /api/docs.',
  'zh-CN': '完成。请通过 POST /api/v1/auth/sign-in/email 登录;接口说明见 /api/docs。',
};

// No value of a request is ever written into the page: the token is read from the address by the script. Links carry it
// behind the #, which no browser sends and no proxy logs.
function page(locale: Locale, nonce: string, action: string, title: Localised, fields: readonly Field[]): string {
  const inputs = fields.map(
    ({ name, type, label, value = '' }) =>
      `<label>${label[locale]}<input name="${name}" type="${type}" value="${value}" required></label>`,
  );
  return `<!doctype html>
<html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title[locale]}</title>
<style nonce="${nonce}">body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem}
label{display:block;margin:.75rem 0}input{display:block;width:100%;padding:.5rem;font:inherit;box-sizing:border-box}
button{padding:.5rem 1.5rem;font:inherit}output{display:block;margin-top:1rem;white-space:pre-wrap}</style>
<h1>${title[locale]}</h1>
<form>${inputs.join('')}<button>${SUBMIT[locale]}</button><output></output></form>
<script nonce="${nonce}">
const form = document.querySelector('form'), output = document.querySelector('output');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const body = { token: new URLSearchParams(location.hash.slice(1) || location.search).get('token') };
  for (const [name, value] of new FormData(form)) {
    const [key, inner] = name.split('.');
    if (inner) (body[key] ??= {})[inner] = value; else body[key] = value;
  }
  const answer = await fetch('${action}', { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': '${locale}' }, body: JSON.stringify(body) });
  const told = answer.status === 204 ? {} : await answer.json();
  output.textContent = answer.ok ? ${JSON.stringify(DONE[locale])}
    : [told.detail, ...(told.errors ?? []).map((e) => e.field + ': ' + e.message)].join('\\n');
});
</script></html>`;
}
