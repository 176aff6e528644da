import { describe, expect, it } from '@jest/globals';

import { NOTIFICATION_TEXTS, textOf } from './notification-texts.js';

describe('the text of a notification', () => {
  it('reads in the language of its reader, names within it included', () => {
    const params = {
      itemKey: 'CI-202611-001',
      title: 'Cost per click',
      stage: { en: 'pilot', 'zh-CN': '试点' },
      status: { en: 'on hold', 'zh-CN': '暂停' },
    };
    expect(textOf('item.stage_advanced', params, 'en')).toBe(
      'CI-202611-001 “Cost per click” is now in stage pilot (on hold).',
    );
    expect(textOf('item.stage_advanced', params, 'zh-CN')).toBe(
      'CI-202611-001“Cost per click”现处于“试点”阶段(暂停)。',
    );
  });

  it('names the same things in every language', () => {
    const named = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();
    for (const text of Object.values(NOTIFICATION_TEXTS)) expect(named(text['zh-CN'])).toEqual(named(text.en));
  });
});
