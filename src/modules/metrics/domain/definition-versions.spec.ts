import { describe, expect, it } from '@jest/globals';

import { localise } from '../../../kernel/text/index.js';
import { definitionChanged, definitionSentence, NOW } from './definition-versions.js';

const AT_DESIGN = { en: 'at the design', 'zh-CN': '设计时' };
const AT_VERDICT = { en: 'at the verdict', 'zh-CN': '裁定时' };

describe('the versions of a definition at two moments', () => {
  it.each([
    [2, 2, false, 'The definition of cvr is the same at the design and at the verdict: version 2.'],
    [1, 3, true, 'The definition of cvr changed in between: version 1 at the design, version 3 at the verdict.'],
    [null, 3, null, 'The definition of cvr is version 3 at the verdict; which it was at the design was not kept.'],
    [1, null, null, 'The definition of cvr was version 1 at the design; which it was at the verdict was not kept.'],
    [null, null, null, 'No version of a definition of cvr was kept, at the design or at the verdict.'],
  ])('%s and then %s', (earlier, later, changed, sentence) => {
    const compared = { metric: 'cvr', earlier, later };
    expect(definitionChanged(compared)).toBe(changed);
    const { message, params } = definitionSentence(compared, { earlier: AT_DESIGN, later: AT_VERDICT });
    expect(localise(message, 'en', params)).toBe(sentence);
    expect(localise(message, 'zh-CN', params)).not.toMatch(/[{}a-z ]{12}/);
  });

  it('say so in Chinese', () => {
    const compared = { metric: 'cvr', earlier: 1, later: 2 };
    const { message, params } = definitionSentence(compared, { earlier: AT_DESIGN, later: NOW });
    expect(localise(message, 'zh-CN', params)).toBe('指标 cvr 的定义其间已变更:设计时为第 1 版,目前为第 2 版。');
  });
});
