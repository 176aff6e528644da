import { describe, expect, it } from '@jest/globals';

import { type Letter, renderLetter } from './letter.js';

const LETTER: Letter = {
  subject: { en: 'Welcome to {place}', 'zh-CN': '欢迎加入{place}' },
  paragraphs: [{ en: '{name} invites you.', 'zh-CN': '{name} 邀请您。' }],
  link: { label: { en: 'Join', 'zh-CN': '加入' }, href: 'https://shewhart.test/join#token=a&b' },
  closing: [{ en: 'It works for a week.', 'zh-CN': '一周内有效。' }],
  params: { place: 'Acme\r\nBcc: all@example.test', name: '<script>"Ana" & Bo</script>' },
};

describe('a letter', () => {
  it('reads as text in one language, with the address of its link', () => {
    expect(renderLetter(LETTER, 'zh-CN').text).toBe(
      '<script>"Ana" & Bo</script> 邀请您。\n\n加入:\nhttps://shewhart.test/join#token=a&b\n\n一周内有效。\n',
    );
  });

  it('lets nothing that a person typed become a tag, an attribute or a header', () => {
    const { subject, html } = renderLetter(LETTER, 'en');
    expect(subject).toBe('Welcome to Acme Bcc: all@example.test');
    expect(html).toContain('&lt;script&gt;&quot;Ana&quot; &amp; Bo&lt;/script&gt; invites you.');
    expect(html).toContain('<a href="https://shewhart.test/join#token=a&amp;b">Join</a>');
    expect(html).not.toContain('<script');
  });

  it('lists under titles, each line with words of its own, which none of the others fills in', () => {
    const lines = [
      {
        text: { en: 'Due {dueOn}: {title}', 'zh-CN': '{dueOn} 到期:{title}' },
        params: { dueOn: '2026-12-01', title: '{place}\n- <i>' },
      },
      { text: { en: 'Nothing else', 'zh-CN': '别无其他' } },
    ];
    const title = { text: { en: '{place}: deadlines', 'zh-CN': '{place}:期限' }, params: { place: 'Acme' } };
    const { text, html } = renderLetter({ ...LETTER, paragraphs: [], sections: [{ title, lines }] }, 'en');
    expect(text).toContain('Acme: deadlines\n- Due 2026-12-01: {place} - <i>\n- Nothing else\n\nJoin:');
    expect(html).toContain('<h3>Acme: deadlines</h3>\n<ul>\n<li>Due 2026-12-01: {place} - &lt;i&gt;</li>');
  });

  it('is written in every language for a reader of whom none is known', () => {
    const { subject, text, html } = renderLetter(LETTER, null);
    expect(subject).toContain(' / 欢迎加入');
    expect(text.split('\n\n----\n\n')).toHaveLength(2);
    expect([...html.matchAll(/<div lang="([^"]+)">/g)].map(([, lang]) => lang)).toEqual(['en', 'zh-CN']);
  });
});
